using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.Telemetry;

/// <param name="Meter">The meter; empty when it has no name.</param>
/// <param name="Metric">What it measures.</param>
/// <param name="SeriesCount">How many combinations of dimensions there are.</param>
internal sealed record InstrumentSummary(string Meter, OtlpMetric Metric, int SeriesCount);
