namespace Aspire.Sidecar.Agent.Protobuf;

/// <summary>The field numbers of <c>LogRecord</c> (opentelemetry/proto/logs/v1/logs.proto).</summary>
internal static class LogRecordFields
{
    public const int Time = 1;
    public const int SeverityNumber = 2;
    public const int SeverityText = 3;
    public const int Body = 5;
    public const int Attributes = 6;
    public const int TraceId = 9;
    public const int SpanId = 10;
    public const int ObservedTime = 11;
}
