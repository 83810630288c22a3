using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.Telemetry;

/// <summary>The points of one combination of dimensions.</summary>
internal sealed record MetricSeries(IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<MetricPoint> Points);

internal readonly record struct MetricPoint(DateTimeOffset Timestamp, OtlpMetricValue Value, IReadOnlyList<OtlpExemplar> Exemplars);
