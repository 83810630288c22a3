using System.Text.Json;
using OpenTelemetry.Proto.Common.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Turns JSON into attribute values: objects become key-value lists, arrays become arrays.</summary>
internal static class JsonValueReader
{
    /// <summary>The members of the object at which the reader stands.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A string holds an escape that is no character.</exception>
    public static void ReadMembers(ref Utf8JsonReader reader, ICollection<KeyValue> members)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            members.Add(new() { Key = name, Value = ReadValue(ref reader) });
        }
    }

    private static AnyValue ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return AnyValues.Of(reader.GetString()!);
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var number) ? AnyValues.Of(number) : new() { DoubleValue = reader.GetDouble() };
            case JsonTokenType.True or JsonTokenType.False:
                return new() { BoolValue = reader.GetBoolean() };
            case JsonTokenType.StartObject:
                var members = new KeyValueList();
                ReadMembers(ref reader, members.Values);
                return new() { KvlistValue = members };
            case JsonTokenType.StartArray:
                var items = new ArrayValue();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Values.Add(ReadValue(ref reader));
                }

                return new() { ArrayValue = items };
            default:
                return new();
        }
    }
}
