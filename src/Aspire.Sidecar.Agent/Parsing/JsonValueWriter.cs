using System.Buffers.Text;
using System.Text.Json;
using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Writes JSON as the values of attributes: objects become key-value lists, arrays become arrays.</summary>
internal static class JsonValueWriter
{
    public static void Write(ByteBuffer output, in Field field)
    {
        switch (field.Kind)
        {
            case FieldKind.Text:
                output.WriteStringValue(field.Text);
                break;
            case FieldKind.Integer:
                output.WriteIntValue(field.Integer);
                break;
            case FieldKind.Bool:
                output.WriteBoolValue(field.Integer == 1);
                break;
            case FieldKind.Number:
                WriteNumber(output, field.Text);
                break;
            case FieldKind.Object or FieldKind.Array:
                var reader = new Utf8JsonReader(field.Text);
                reader.Read();
                WriteValue(output, ref reader);
                break;
            default:
                break;
        }
    }

    private static void WriteValue(ByteBuffer output, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                WriteString(output, ref reader);
                break;
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                output.WriteIntValue(number);
                break;
            case JsonTokenType.Number:
                WriteNumber(output, reader.ValueSpan);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                output.WriteBoolValue(reader.TokenType == JsonTokenType.True);
                break;
            case JsonTokenType.StartObject:
                var list = output.Begin(AnyValueWriting.KeyValueList);
                WriteMembers(output, ref reader);
                output.End(list);
                break;
            case JsonTokenType.StartArray:
                var array = output.Begin(AnyValueWriting.Array);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    var item = output.Begin(AnyValueWriting.Item);
                    WriteValue(output, ref reader);
                    output.End(item);
                }

                output.End(array);
                break;
            default:
                break;
        }
    }

    private static void WriteMembers(ByteBuffer output, ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = output.Begin(AnyValueWriting.Item);
            var key = output.Begin(AnyValueWriting.Key);
            output.Advance(reader.CopyString(output.Reserve(reader.ValueSpan.Length)));
            output.End(key);
            reader.Read();
            var value = output.Begin(AnyValueWriting.Value);
            WriteValue(output, ref reader);
            output.End(value);
            output.End(member);
        }
    }

    private static void WriteString(ByteBuffer output, ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            output.WriteStringValue(reader.ValueSpan);
            return;
        }

        var text = output.Begin(1);
        output.Advance(reader.CopyString(output.Reserve(reader.ValueSpan.Length)));
        output.End(text);
    }

    // A whole number beyond 64 bits would lose digits as a double: it is kept as text, and so is what no double can hold.
    private static void WriteNumber(ByteBuffer output, ReadOnlySpan<byte> digits)
    {
        var isWhole = !digits.ContainsAny((byte)'.', (byte)'e', (byte)'E');
        if (!isWhole && Utf8Parser.TryParse(digits, out double number, out _) && double.IsFinite(number))
        {
            output.WriteDoubleValue(number);
        }
        else
        {
            output.WriteStringValue(digits);
        }
    }
}
