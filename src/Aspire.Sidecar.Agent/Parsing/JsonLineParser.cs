using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Lines that are a JSON object each.</summary>
internal sealed class JsonLineParser(StructuredRecord structured)
{
    public static bool LooksLikeJson(ReadOnlySpan<byte> line) => line.TrimStart(" \t"u8) is [(byte)'{', ..];

    /// <summary>False, with the record unchanged, when the line is not a JSON object and nothing else.</summary>
    public bool TryParse(ReadOnlySpan<byte> line, LogRecord record)
    {
        var text = Utf8.IsValid(line) ? line : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line));
        var fields = new List<KeyValue>();
        try
        {
            var reader = new Utf8JsonReader(text);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            JsonValueReader.ReadMembers(ref reader, fields);
            if (reader.Read())
            {
                return false;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Cut short, or an escape that stands for no character: whatever it is, it is shipped as text.
            return false;
        }

        structured.Fill(record, fields, text);
        return true;
    }
}
