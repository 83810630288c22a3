namespace Aspire.Dashboard.Otlp;

/// <param name="ServiceName">The resource's <c>service.name</c>.</param>
/// <param name="ServiceInstanceId">The resource's <c>service.instance.id</c>.</param>
/// <param name="ResourceAttributes">Shared by all items of the resource in one request.</param>
/// <param name="Timestamp">When it happened, else when it was observed, else when it arrived.</param>
/// <param name="SeverityNumber">1 to 24, four for each of trace, debug, info, warn, error and fatal; 0 is unknown.</param>
/// <param name="SeverityText">The severity in the words of the source.</param>
/// <param name="Body">The message; a structured body as JSON.</param>
/// <param name="TraceId">32 lower-case hexadecimal digits.</param>
/// <param name="SpanId">16 lower-case hexadecimal digits.</param>
/// <param name="Attributes">Values that are no text are written as text, arrays and maps as JSON.</param>
internal sealed record OtlpLogRecord(
    string ServiceName,
    string? ServiceInstanceId,
    IReadOnlyDictionary<string, string> ResourceAttributes,
    DateTimeOffset Timestamp,
    int SeverityNumber,
    string? SeverityText,
    string Body,
    string? TraceId,
    string? SpanId,
    IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>The logger's category in .NET.</summary>
    public string? ScopeName { get; init; }

    public string? EventName { get; init; }
}
