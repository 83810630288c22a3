namespace Aspire.Sidecar.Agent.Scraping;

/// <summary>The types of metrics of Prometheus and OpenMetrics.</summary>
internal enum FamilyType
{
    Unknown,
    Counter,
    Gauge,
    Histogram,
    GaugeHistogram,
    Summary,
    Info,
    StateSet,
}
