namespace Aspire.Dashboard.Otlp;

/// <param name="Name">Such as <c>http.server.request.duration</c>.</param>
/// <param name="Description">For people; may be empty.</param>
/// <param name="Unit">A UCUM code such as <c>s</c> or <c>By</c>; may be empty.</param>
/// <param name="Kind">What its values look like.</param>
/// <param name="IsMonotonic">Whether a sum only grows.</param>
/// <param name="Temporality">Whether values count from the start of the process or since the last point.</param>
internal sealed record OtlpMetric(
    string Name,
    string Description,
    string Unit,
    OtlpMetricKind Kind,
    bool IsMonotonic,
    OtlpTemporality Temporality);
