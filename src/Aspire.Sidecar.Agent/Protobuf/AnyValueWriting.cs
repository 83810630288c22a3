namespace Aspire.Sidecar.Agent.Protobuf;

/// <summary>Writes the content of OpenTelemetry's <c>AnyValue</c> and <c>KeyValue</c> (opentelemetry/proto/common/v1/common.proto).</summary>
internal static class AnyValueWriting
{
    public const int Key = 1;
    public const int Value = 2;
    public const int Array = 5;
    public const int KeyValueList = 6;
    public const int Item = 1;

    private const int String = 1;
    private const int Bool = 2;
    private const int Int = 3;
    private const int Double = 4;

    public static void WriteStringValue(this ByteBuffer buffer, ReadOnlySpan<byte> text) => buffer.WriteBytes(String, text);

    public static void WriteBoolValue(this ByteBuffer buffer, bool value) => buffer.WriteVarint(Bool, value ? 1UL : 0);

    public static void WriteIntValue(this ByteBuffer buffer, long value) => buffer.WriteVarint(Int, (ulong)value);

    public static void WriteDoubleValue(this ByteBuffer buffer, double value) => buffer.WriteDouble(Double, value);

    /// <summary>A whole attribute under a field of the message that holds it.</summary>
    public static void WriteAttribute(this ByteBuffer buffer, int field, string key, string value)
    {
        var attribute = buffer.Begin(field);
        buffer.WriteText(Key, key);
        var any = buffer.Begin(Value);
        buffer.WriteText(String, value);
        buffer.End(any);
        buffer.End(attribute);
    }
}
