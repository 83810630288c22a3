using System.Text;
using System.Text.Json;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>JSON values as a person writes them.</summary>
internal static class JsonText
{
    public static string Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() ? Of(ref reader) : "";
    }

    /// <summary>The value at which the reader stands; afterwards it stands at its end.</summary>
    public static string Of(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString()!;
            case JsonTokenType.StartObject:
                var members = new List<string>();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString();
                    reader.Read();
                    members.Add($"{name}: {Of(ref reader)}");
                }

                return $"{{{string.Join(", ", members)}}}";
            case JsonTokenType.StartArray:
                var items = new List<string>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Of(ref reader));
                }

                return $"[{string.Join(", ", items)}]";
            default:
                return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
