namespace Aspire.Dashboard.Otlp;

/// <param name="ServiceName">The resource's <c>service.name</c>.</param>
/// <param name="ServiceInstanceId">The resource's <c>service.instance.id</c>.</param>
/// <param name="ResourceAttributes">Shared by all items of the resource in one request.</param>
/// <param name="TraceId">32 lower-case hexadecimal digits.</param>
/// <param name="SpanId">16 lower-case hexadecimal digits.</param>
/// <param name="ParentSpanId"><see langword="null"/> for the root of a trace.</param>
/// <param name="Name">What the operation is called.</param>
/// <param name="Kind">Which side of a call it is.</param>
/// <param name="Start">When it started.</param>
/// <param name="End">When it ended.</param>
/// <param name="Status">Whether it failed.</param>
/// <param name="StatusMessage">Why it failed.</param>
/// <param name="Attributes">Values that are no text are written as text, arrays and maps as JSON.</param>
/// <param name="Events">In the order in which they were sent.</param>
/// <param name="Links">Spans this one is related to.</param>
internal sealed record OtlpSpan(
    string ServiceName,
    string? ServiceInstanceId,
    IReadOnlyDictionary<string, string> ResourceAttributes,
    string TraceId,
    string SpanId,
    string? ParentSpanId,
    string Name,
    OtlpSpanKind Kind,
    DateTimeOffset Start,
    DateTimeOffset End,
    OtlpSpanStatus Status,
    string? StatusMessage,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<OtlpSpanEvent> Events,
    IReadOnlyList<OtlpSpanLink> Links)
{
    /// <summary>The activity source in .NET.</summary>
    public string? ScopeName { get; init; }

    public string? TraceState { get; init; }

    /// <summary>Never negative, whatever the clocks said.</summary>
    public TimeSpan Duration => End > Start ? End - Start : TimeSpan.Zero;
}
