using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Attribute values of OpenTelemetry.</summary>
internal static class AnyValues
{
    public static AnyValue Of(string value) => new() { StringValue = value };

    public static AnyValue Of(long value) => new() { IntValue = value };

    public static void AddAttribute(this LogRecord record, string key, string value) => record.AddAttribute(key, Of(value));

    /// <summary>Adds an attribute unless one of that name is there: names must be unique.</summary>
    public static void AddAttribute(this LogRecord record, string key, AnyValue value)
    {
        foreach (var attribute in record.Attributes)
        {
            if (attribute.Key == key)
            {
                return;
            }
        }

        record.Attributes.Add(new KeyValue { Key = key, Value = value });
    }

    /// <summary>The value as a person writes it.</summary>
    public static string ToText(this AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(System.Globalization.CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(System.Globalization.CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.ArrayValue => $"[{string.Join(", ", value.ArrayValue.Values.Select(ToText))}]",
        AnyValue.ValueOneofCase.KvlistValue => $"{{{string.Join(", ", value.KvlistValue.Values.Select(item => $"{item.Key}: {item.Value.ToText()}"))}}}",
        _ => "null",
    };
}
