namespace Aspire.Sidecar.Agent.Protobuf;

/// <summary>A value that was measured, with the trace in which that was.</summary>
internal sealed record MetricExemplar(double Value, ulong Time, IReadOnlyList<KeyValuePair<string, string>> Attributes, byte[] TraceId, byte[] SpanId)
{
    private const int TimeField = 2;
    private const int ValueField = 3;
    private const int SpanIdField = 4;
    private const int TraceIdField = 5;
    private const int AttributeField = 7;

    public void WriteTo(ByteBuffer output, int field)
    {
        var exemplar = output.Begin(field);
        output.WriteFixed64(TimeField, Time);
        output.WriteDouble(ValueField, Value);
        if (SpanId.Length > 0)
        {
            output.WriteBytes(SpanIdField, SpanId);
        }

        if (TraceId.Length > 0)
        {
            output.WriteBytes(TraceIdField, TraceId);
        }

        foreach (var (key, value) in Attributes)
        {
            output.WriteAttribute(AttributeField, key, value);
        }

        output.End(exemplar);
    }
}
