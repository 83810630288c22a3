using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Scraping;

/// <summary>A line with a value.</summary>
/// <param name="Name">Its whole name, such as <c>http_requests_total</c>.</param>
/// <param name="Labels">Its labels, in the order of the line.</param>
/// <param name="Value">The value.</param>
/// <param name="Time">The time that stands in the line, in nanoseconds since 1970; null for none.</param>
/// <param name="Exemplar">The example that stands in the line.</param>
internal sealed record Sample(string Name, IReadOnlyList<KeyValuePair<string, string>> Labels, double Value, ulong? Time, MetricExemplar? Exemplar);
