using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Telemetry.Usage;

/// <summary>
/// Gauges of what containers use, each beside its limit. Names and units as far as there is a convention:
/// https://opentelemetry.io/docs/specs/semconv/system/container-metrics/
/// </summary>
internal static class UsageGauges
{
    private static readonly ConcurrentDictionary<UsageMonitor, byte> Monitors = new();

    private static readonly Instrument[] Gauges =
    [
        Usage("container.cpu.usage", "{cpu}", "Processors that a container uses.", usage => usage.Cpus),
        Limit("container.cpu.limit", "{cpu}", "Processors that a container may use.", limits => limits.Cpus),
        Usage("container.memory.usage", "By", "Memory that a container uses.", usage => usage.Memory),
        Limit("container.memory.limit", "By", "Memory that a container may use.", limits => limits.Memory),
        Usage("container.process.count", "{process}", "Processes and threads of a container.", usage => usage.Processes),
        Limit("container.process.limit", "{process}", "Processes and threads that a container may have.", limits => limits.Processes),
    ];

    /// <summary>Whether anybody listens.</summary>
    public static bool IsEnabled => Gauges.Any(gauge => gauge.Enabled);

    /// <summary>
    /// Has the gauges tell what a monitor knows, until the result is disposed.
    /// </summary>
    public static IDisposable Register(UsageMonitor monitor)
    {
        Monitors.TryAdd(monitor, 0);
        return new Registration(monitor);
    }

    private static ObservableGauge<T> Usage<T>(string name, string unit, string description, Func<ContainerUsage, T> value) where T : struct =>
        SidecarTelemetry.Meter.CreateObservableGauge(name, () => Monitors.Keys.SelectMany(monitor => monitor.Usages(value)), unit, description);

    private static ObservableGauge<T> Limit<T>(string name, string unit, string description, Func<ResourceLimitsAnnotation, T?> value) where T : struct =>
        SidecarTelemetry.Meter.CreateObservableGauge(name, () => Monitors.Keys.SelectMany(monitor => monitor.Limits(value)), unit, description);

    private sealed class Registration(UsageMonitor monitor) : IDisposable
    {
        public void Dispose() => Monitors.TryRemove(monitor, out _);
    }
}
