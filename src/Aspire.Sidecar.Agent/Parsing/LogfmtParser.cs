using System.Text;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Lines of <c>key=value</c> pairs with a level or a message among them.</summary>
internal sealed class LogfmtParser(StructuredRecord structured)
{
    public bool TryParse(string line, LogRecord record)
    {
        if (!StartsWithKey(line) || !(HasKey(line, "level=") || HasKey(line, "lvl=") || HasKey(line, "msg=")))
        {
            return false;
        }

        var fields = new List<KeyValue>();
        var reader = new CharReader(line);
        reader.SkipSpaces();
        while (!reader.IsAtEnd)
        {
            if (!reader.Until('=', out var key) || key.IsEmpty || key.ContainsAny(" \t\"") || !TryReadValue(ref reader, out var value))
            {
                return false;
            }

            fields.Add(new() { Key = key.ToString(), Value = AnyValues.Of(value) });
            reader.SkipSpaces();
        }

        structured.Fill(record, fields, Encoding.UTF8.GetBytes(line));
        return true;
    }

    private static bool TryReadValue(ref CharReader reader, out string value)
    {
        if (reader.Next == '"')
        {
            var complete = reader.Quoted(out var quoted);
            value = quoted.ToString().Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
            return complete;
        }

        var length = reader.Rest.IndexOfAny(' ', '\t');
        value = (length < 0 ? reader.Rest : reader.Rest[..length]).ToString();
        reader.At += value.Length;
        return true;
    }

    private static bool StartsWithKey(string line)
    {
        var end = line.IndexOf('=', StringComparison.Ordinal);
        return end > 0 && line.AsSpan(0, end).IndexOfAnyExceptInRange('.', 'z') < 0;
    }

    private static bool HasKey(string line, string key)
    {
        var at = line.IndexOf(key, StringComparison.Ordinal);
        return at == 0 || (at > 0 && line[at - 1] == ' ');
    }
}
