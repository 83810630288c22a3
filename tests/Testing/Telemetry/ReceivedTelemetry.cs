namespace Testing;

/// <summary>What a program says of itself, in one signal or the other.</summary>
/// <param name="Resource">The attributes of the program, as text.</param>
/// <param name="Attributes">The attributes of this one item, as text.</param>
public abstract record ReceivedTelemetry(IReadOnlyDictionary<string, string> Resource, IReadOnlyDictionary<string, string> Attributes)
{
    public string ServiceName => Resource.GetValueOrDefault("service.name", "");
}

/// <summary>A record of a log.</summary>
public sealed record ReceivedLog(
    IReadOnlyDictionary<string, string> Resource, IReadOnlyDictionary<string, string> Attributes, string Body, string Severity, string TraceId, DateTimeOffset Time)
    : ReceivedTelemetry(Resource, Attributes);

/// <summary>A span of a trace.</summary>
/// <param name="Resource">The attributes of the program, as text.</param>
/// <param name="Attributes">The attributes of the span, as text.</param>
/// <param name="Name">What was done.</param>
/// <param name="TraceId">In hexadecimal digits.</param>
/// <param name="SpanId">In hexadecimal digits.</param>
/// <param name="ParentId">In hexadecimal digits; empty for the first span of a trace.</param>
/// <param name="IsError">Whether it ended with an error.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
public sealed record ReceivedSpan(
    IReadOnlyDictionary<string, string> Resource,
    IReadOnlyDictionary<string, string> Attributes,
    string Name,
    string TraceId,
    string SpanId,
    string ParentId,
    bool IsError,
    DateTimeOffset Start,
    DateTimeOffset End)
    : ReceivedTelemetry(Resource, Attributes);

/// <summary>A number of a gauge or a sum; of a histogram the sum of what it counted.</summary>
public sealed record ReceivedMetric(
    IReadOnlyDictionary<string, string> Resource, IReadOnlyDictionary<string, string> Attributes, string Name, string Unit, double Value, DateTimeOffset Time)
    : ReceivedTelemetry(Resource, Attributes);
