using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.Telemetry;

/// <summary>Who sends telemetry.</summary>
/// <param name="ServiceName">The <c>service.name</c>.</param>
/// <param name="InstanceId">The <c>service.instance.id</c>.</param>
internal readonly record struct TelemetrySource(string ServiceName, string? InstanceId)
{
    /// <summary>As addresses of pages name it: the id of the resource, where telemetry and resource belong together.</summary>
    public string Key => InstanceId is null ? ServiceName : $"{ServiceName}-{InstanceId}";

    public static TelemetrySource Of(OtlpLogRecord record) => new(record.ServiceName, record.ServiceInstanceId);

    public static TelemetrySource Of(OtlpSpan span) => new(span.ServiceName, span.ServiceInstanceId);

    public static TelemetrySource Of(OtlpMetricPoint point) => new(point.ServiceName, point.ServiceInstanceId);

    /// <summary>Whether an address of a page means this one, by its key or by the name of the service.</summary>
    public bool Matches(string keyOrName)
        => string.Equals(Key, keyOrName, StringComparison.OrdinalIgnoreCase) || string.Equals(ServiceName, keyOrName, StringComparison.OrdinalIgnoreCase);
}
