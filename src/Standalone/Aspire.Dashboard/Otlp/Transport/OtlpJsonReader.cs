using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aspire.Dashboard.Otlp.Transport;

/// <summary>
/// Reads OTLP's own dialect of Protobuf's JSON: ids in hexadecimal, enums as numbers only, names in lowerCamelCase only, and
/// unknown names ignored. Protobuf's parser knows none of these rules.
/// See <see href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding"/>.
/// </summary>
internal static class OtlpJsonReader
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FrozenDictionary<string, FieldDescriptor>> Fields = [];

    /// <exception cref="FormatException">A value does not fit its field.</exception>
    public static void Read(IMessage message, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"'{message.Descriptor.Name}' is an object, not {json.ValueKind}.");
        }

        var fields = Fields.GetOrAdd(message.Descriptor, descriptor => descriptor.Fields.InDeclarationOrder().ToFrozenDictionary(field => field.JsonName));
        foreach (var property in json.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && fields.TryGetValue(property.Name, out var field))
            {
                Read(message, field, property.Value);
            }
        }
    }

    private static void Read(IMessage message, FieldDescriptor field, JsonElement json)
    {
        if (!field.IsRepeated)
        {
            field.Accessor.SetValue(message, Value(field, json));
            return;
        }

        if (json.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException($"'{field.JsonName}' is an array, not {json.ValueKind}.");
        }

        var list = (IList)field.Accessor.GetValue(message);
        foreach (var item in json.EnumerateArray())
        {
            list.Add(Value(field, item));
        }
    }

    private static object Value(FieldDescriptor field, JsonElement json)
    {
        try
        {
            return field.FieldType switch
            {
                FieldType.Message => Message(field, json),
                FieldType.String => Text(json),
                FieldType.Bytes => ByteString.CopyFrom(IsId(field) ? Convert.FromHexString(Text(json)) : json.GetBytesFromBase64()),
                FieldType.Bool => json.GetBoolean(),
                FieldType.Enum => json.GetInt32(),
                FieldType.Double => Double(json),
                FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => Number<int>(json),
                FieldType.UInt32 or FieldType.Fixed32 => Number<uint>(json),
                FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Number<long>(json),
                _ => Number<ulong>(json),
            };
        }
        catch (Exception exception) when (exception is InvalidOperationException or OverflowException or FormatException { InnerException: null })
        {
            throw new FormatException($"'{field.JsonName}' cannot be {json.ValueKind} '{Shorten(json)}'.", exception);
        }
    }

    private static IMessage Message(FieldDescriptor field, JsonElement json)
    {
        var message = field.MessageType.Parser.ParseFrom(ByteString.Empty);
        Read(message, json);
        return message;
    }

    private static bool IsId(FieldDescriptor field) => field.JsonName is "traceId" or "spanId" or "parentSpanId";

    // Any number may come as text, and those of 64 bits have to: JavaScript cannot hold them.
    private static T Number<T>(JsonElement json) where T : IParsable<T> =>
        T.Parse(json.ValueKind == JsonValueKind.String ? Text(json) : json.GetRawText(), CultureInfo.InvariantCulture);

    private static double Double(JsonElement json) => json.ValueKind == JsonValueKind.Number ? json.GetDouble() : Text(json) switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        var text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static string Text(JsonElement json) => json.GetString() ?? throw new FormatException("A null stands where a value is needed.");

    private static string Shorten(JsonElement json) => json.GetRawText() is { Length: <= 40 } text ? text : json.GetRawText()[..40] + "…";
}
