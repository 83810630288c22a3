namespace Aspire.Dashboard.Otlp;

/// <param name="ServiceName">The resource's <c>service.name</c>.</param>
/// <param name="ServiceInstanceId">The resource's <c>service.instance.id</c>.</param>
/// <param name="ResourceAttributes">Shared by all items of the resource in one request.</param>
/// <param name="Metric">What was measured; shared by all points of the metric in one request.</param>
/// <param name="Start">When counting began, where known.</param>
/// <param name="Timestamp">When it was measured.</param>
/// <param name="Attributes">The dimensions: they tell one series of a metric from another.</param>
/// <param name="Value"><see langword="null"/> when the series has ended or has a gap here.</param>
internal sealed record OtlpMetricPoint(
    string ServiceName,
    string? ServiceInstanceId,
    IReadOnlyDictionary<string, string> ResourceAttributes,
    OtlpMetric Metric,
    DateTimeOffset? Start,
    DateTimeOffset Timestamp,
    IReadOnlyDictionary<string, string> Attributes,
    OtlpMetricValue? Value)
{
    /// <summary>The meter in .NET.</summary>
    public string? ScopeName { get; init; }

    public IReadOnlyList<OtlpExemplar> Exemplars { get; init; } = [];
}
