using Aspire.Dashboard.Model;
using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.Tests;

/// <summary>Resources and telemetry with only what a test says about them.</summary>
internal static class DashboardSample
{
    public static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Dictionary<string, string> None = [];

    public static DashboardResource Resource(string name, string? parent = null, string state = "Running", string type = "Project") => new()
    {
        Id = $"{name}-abcdefgh",
        Name = name,
        DisplayName = name,
        Type = type,
        State = state,
        ParentName = parent,
    };

    public static OtlpLogRecord Log(string service = "api", int severity = 9, string body = "sold out", string? traceId = null, string? instance = null)
        => new(service, instance, None, Time, severity, null, body, traceId, null, None);

    public static OtlpSpan Span(string id, string? parent = null, int startMs = 0, int durationMs = 10, string trace = "trace-1", string service = "api") => new(
        service,
        null,
        None,
        trace,
        id,
        parent,
        $"span {id}",
        OtlpSpanKind.Internal,
        Time.AddMilliseconds(startMs),
        Time.AddMilliseconds(startMs + durationMs),
        OtlpSpanStatus.Unset,
        null,
        None,
        [],
        []);

    public static OtlpMetric Counter(string name = "requests", OtlpTemporality temporality = OtlpTemporality.Cumulative)
        => new(name, "", "{request}", OtlpMetricKind.Sum, IsMonotonic: true, temporality);

    public static OtlpMetricPoint Point(OtlpMetric metric, int seconds, OtlpMetricValue value, params (string Name, string Value)[] attributes)
        => new("api", null, None, metric, null, Time.AddSeconds(seconds), attributes.ToDictionary(pair => pair.Name, pair => pair.Value), value);
}
