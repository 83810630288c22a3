using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Aspire.Hosting;

/// <summary>
/// The telemetry of the integration itself.
/// </summary>
public static class SidecarTelemetry
{
    /// <summary>
    /// The name of the activity source: a span for each start, restart, repair (the start in the network of the main's next container), stop and change of image of a member of
    /// a pod, with the attributes <c>sidecar.name</c>, <c>sidecar.main</c>, <c>sidecar.cause</c> and, at an end, <c>process.exit.code</c>.
    /// </summary>
    public const string ActivitySourceName = "Aspire.Hosting.Sidecar";

    /// <summary>
    /// The name of the meter: counters <c>sidecar.restarts</c> ({restart}) and <c>sidecar.failures</c> ({failure}), by <c>sidecar.name</c> and <c>sidecar.main</c>;
    /// gauges of what containers use and may use, <c>container.cpu.usage</c> and <c>.limit</c> ({cpu}), <c>container.memory.usage</c> and <c>.limit</c> (By),
    /// <c>container.process.count</c> and <c>.limit</c> ({process}), by <c>aspire.resource.name</c> too.
    /// </summary>
    public const string MeterName = "Aspire.Hosting.Sidecar";

    internal static ActivitySource ActivitySource { get; } = new(ActivitySourceName);

    internal static Meter Meter { get; } = new(MeterName);

    internal static Counter<long> Restarts { get; } =
        Meter.CreateCounter<long>("sidecar.restarts", "{restart}", "Restarts of a sidecar by its restart policy.");

    internal static Counter<long> Failures { get; } =
        Meter.CreateCounter<long>("sidecar.failures", "{failure}", "Ends of a sidecar that were failures.");
}
