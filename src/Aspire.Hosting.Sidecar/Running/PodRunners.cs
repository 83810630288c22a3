using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Joining;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// The pods of the application that is run, found by any of their resources.
/// </summary>
internal sealed class PodRunners(
    ResourceCommandService commands,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    JoinedSidecars joined,
    MemberStopper stopper,
    ContainerEnds ends,
    MainGate gate,
    TimeProvider time,
    ILogger<PodRunner> logger)
{
    private ImmutableDictionary<IResource, PodRunner> _byResource = ImmutableDictionary<IResource, PodRunner>.Empty;

    public ImmutableArray<PodRunner> All { get; private set; } = [];

    public PodRunner? Find(IResource resource) => _byResource.GetValueOrDefault(resource);

    public void Add(ImmutableArray<PodPlan> pods)
    {
        All = [.. pods.Select(pod =>
            new PodRunner(pod, new PodExecutor(pod, commands, notifications, loggers, joined, stopper, ends, time), new PodTelemetry(pod), logger))];
        _byResource = All
            .SelectMany(runner => runner.Pod.Members.Prepend(runner.Pod.Main).Select(member => KeyValuePair.Create(member.Resource, runner)))
            .ToImmutableDictionary();
        foreach (var runner in All)
        {
            gate.Add(runner);
        }
    }
}
