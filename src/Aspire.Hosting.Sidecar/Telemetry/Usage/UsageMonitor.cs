using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Telemetry.Usage;

/// <summary>
/// Asks the engine from time to time what the containers of all pods use, as long as somebody listens to the gauges.
/// </summary>
internal sealed partial class UsageMonitor(
    IContainerEngine engine, ResourceNotificationService notifications, TimeProvider time, ILogger<UsageMonitor> logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private Func<PodPlan, PodMember, bool> _isRunning = (_, _) => false;
    private ImmutableArray<(PodPlan Pod, PodMember Member)> _members = [];
    private ImmutableDictionary<IResource, ContainerUsage> _usages = ImmutableDictionary<IResource, ContainerUsage>.Empty;
    private bool _hasFailed;

    /// <summary>
    /// Watches until it is cancelled.
    /// </summary>
    public async Task RunAsync(ImmutableArray<PodPlan> pods, Func<PodPlan, PodMember, bool> isRunning, CancellationToken cancellationToken)
    {
        _isRunning = isRunning;
        _members =
        [
            .. from pod in pods
               from member in pod.Members.Prepend(pod.Main)
               where member.IsContainer && member.Role != PodMemberRole.InitContainer
               select (pod, member),
        ];
        if (_members.IsEmpty)
        {
            return;
        }

        using var registration = UsageGauges.Register(this);
        using PeriodicTimer timer = new(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                _usages = UsageGauges.IsEnabled
                    ? await ReadAsync(cancellationToken).ConfigureAwait(false)
                    : ImmutableDictionary<IResource, ContainerUsage>.Empty;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application has ended.
        }
    }

    public IEnumerable<Measurement<T>> Usages<T>(Func<ContainerUsage, T> value) where T : struct
    {
        var usages = _usages;
        return _members.Where(known => usages.ContainsKey(known.Member.Resource))
            .Select(known => new Measurement<T>(value(usages[known.Member.Resource]), Tags(known.Pod, known.Member)));
    }

    public IEnumerable<Measurement<T>> Limits<T>(Func<ResourceLimitsAnnotation, T?> value) where T : struct =>
        from known in _members
        let limits = known.Member.Resource.Annotations.OfType<ResourceLimitsAnnotation>().LastOrDefault()
        let limit = limits is null ? null : value(limits)
        where limit is not null
        select new Measurement<T>(limit.Value, Tags(known.Pod, known.Member));

    private static KeyValuePair<string, object?>[] Tags(PodPlan pod, PodMember member) =>
    [
        new("aspire.resource.name", member.Resource.Name),
        new(SidecarProperties.Main, pod.Main.Name),
        .. member.Role == PodMemberRole.Main ? [] : (KeyValuePair<string, object?>[])[new(SidecarProperties.Name, member.Name)],
    ];

    private async Task<ImmutableDictionary<IResource, ContainerUsage>> ReadAsync(CancellationToken cancellationToken)
    {
        var containers = Running().ToArray();
        if (containers.Length == 0)
        {
            return ImmutableDictionary<IResource, ContainerUsage>.Empty;
        }

        using var timeout = new CancellationTokenSource(Patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var stats = await engine.RunAsync(
                new([.. EngineStats.Arguments(engine.IsPodman, containers.Select(container => container.Id))]), linked.Token).ConfigureAwait(false);
            ReportFailure(stats.IsSuccess ? null : stats.Problem);
            var usages = EngineStats.Parse(stats.Output);
            return (from container in containers
                    let usage = usages.FirstOrDefault(usage => usage.IsOf(container.Id))
                    where usage is not null
                    select KeyValuePair.Create(container.Resource, usage)).ToImmutableDictionary();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            ReportFailure($"no answer within {Patience.TotalSeconds} s");
            return ImmutableDictionary<IResource, ContainerUsage>.Empty;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Without figures an application runs on, and ends, as with them.
            ReportFailure(exception.Message);
            return ImmutableDictionary<IResource, ContainerUsage>.Empty;
        }
    }

    private IEnumerable<(IResource Resource, string Id)> Running() =>
        from known in _members
        where _isRunning(known.Pod, known.Member)
        let id = ContainerSnapshot.CurrentId(known.Member.Resource, notifications)
        where id is not null
        select (known.Member.Resource, id);

    /// <summary>A container that ends meanwhile is a failure too, and passes: only the first of a row is told.</summary>
    private void ReportFailure(string? reason)
    {
        if (reason is not null && !_hasFailed)
        {
            LogFailed(engine.Program, reason);
        }

        _hasFailed = reason is not null;
    }

    [LoggerMessage(EventId = 50, Level = LogLevel.Debug, Message = "What the containers of pods use is not known at the moment: {Engine} says {Reason}")]
    private partial void LogFailed(string engine, string reason);
}
