using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Joining;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// Does to the resources of a pod what was decided, through the commands and notifications of the host.
/// </summary>
internal sealed partial class PodExecutor(
    PodPlan pod,
    ResourceCommandService commands,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    JoinedSidecars joined,
    MemberStopper stopper,
    ContainerEnds ends,
    TimeProvider time)
{
    /// <summary>A member whose wave comes when the budget is used up is told to end all the same.</summary>
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(1);

    /// <summary>For the state of a main that has been stopped.</summary>
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Carries out an action, and returns the change that its completion amounts to, if any.
    /// </summary>
    public async Task<PodChange?> ExecuteAsync(PodAction action, CancellationToken cancellationToken)
    {
        switch (action)
        {
            case PodAction.Start start:
                await StartAsync(start, cancellationToken).ConfigureAwait(false);
                return null;
            case PodAction.Rejoin rejoin:
                return await RejoinAsync(rejoin.Member, cancellationToken).ConfigureAwait(false);
            case PodAction.StopSidecars stop:
                await StopWavesAsync(stop.Sidecars, isLast: false, cancellationToken).ConfigureAwait(false);
                return new PodChange.SidecarsStopped();
            case PodAction.StopUnhealthy unhealthy:
                LogUnhealthy(loggers.GetLogger(unhealthy.Member.Resource), unhealthy.Member.Resource.Name, unhealthy.Member.UnhealthyTime.GetValueOrDefault().TotalSeconds);
                await stopper.StopAsync(unhealthy.Member.Resource, unhealthy.Member.StopGracePeriod ?? PodMember.DefaultGrace, isLast: false, cancellationToken).ConfigureAwait(false);
                return null;
            case PodAction.ShutDown shutDown:
                await ShutDownAsync(shutDown, cancellationToken).ConfigureAwait(false);
                return null;
            case PodAction.Schedule schedule:
                await Task.Delay(schedule.Delay, time, cancellationToken).ConfigureAwait(false);
                return schedule.Change;
            case PodAction.ShowBackOff backOff:
                await ShowBackOffAsync(backOff, cancellationToken).ConfigureAwait(false);
                return null;
            case PodAction.ShowFailure failure:
                await ShowFailureAsync(failure, cancellationToken).ConfigureAwait(false);
                return null;
            case PodAction.FailMain failure:
                await FailMainAsync(failure, cancellationToken).ConfigureAwait(false);
                return null;
            case PodAction.ReportBlockedMain blocked:
                LogBlocked(loggers.GetLogger(pod.Main.Resource), SidecarDiagnostics.GateFailed(blocked.Gate.Resource.Name, pod.Main.Name));
                return null;
            default:
                throw new InvalidOperationException($"There is no such action: {action}.");
        }
    }

    private async Task StartAsync(PodAction.Start start, CancellationToken cancellationToken)
    {
        var resource = start.Member.Resource;
        var logger = loggers.GetLogger(resource);
        if (start.Cause == PodCause.RestartPolicy)
        {
            LogRestarting(logger, resource.Name);
        }
        else
        {
            LogStarting(logger, resource.Name, pod.Main.Name);
        }

        await StartAsync(resource, KnownResourceCommands.StartCommand, logger, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PodChange?> RejoinAsync(PodMember member, CancellationToken cancellationToken)
    {
        if (joined.Find(member.Resource) is { } sidecar && await sidecar.IsInMainAsync(cancellationToken).ConfigureAwait(false))
        {
            return new PodChange.HasRejoined(member);
        }

        var logger = loggers.GetLogger(member.Resource);
        LogRejoining(logger, member.Resource.Name, pod.Main.Name);
        await StartAsync(member.Resource, KnownResourceCommands.RestartCommand, logger, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task StartAsync(IResource resource, string command, ILogger logger, CancellationToken cancellationToken)
    {
        if (joined.Find(resource) is { } sidecar)
        {
            // It takes the image that it has, and loses no time with a build. That it does not start is told by its state.
            _ = command == KnownResourceCommands.StartCommand
                ? await sidecar.StartAsync(isNewImageWanted: false, cancellationToken).ConfigureAwait(false)
                : await sidecar.RestartAsync(LeastGrace, isNewImageWanted: false, cancellationToken).ConfigureAwait(false);
            return;
        }

        var result = await commands.ExecuteCommandAsync(resource, command, cancellationToken).ConfigureAwait(false);
        if (!result.Success)
        {
            LogCommandFailed(logger, command, resource.Name, result.Message);
        }
    }

    private async Task ShutDownAsync(PodAction.ShutDown shutDown, CancellationToken cancellationToken)
    {
        if (shutDown.IsMainUp)
        {
            await stopper.StopAsync(pod.Main.Resource, pod.MainGrace, isLast: true, cancellationToken).ConfigureAwait(false);
        }

        await StopWavesAsync(shutDown.Sidecars, isLast: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The budget begins when the main is down: one that uses up its own grace takes nothing from its sidecars.</summary>
    private async Task StopWavesAsync(ImmutableArray<PodMember> members, bool isLast, CancellationToken cancellationToken)
    {
        // Not by the clock on the wall: somebody may set it meanwhile.
        var begun = time.GetTimestamp();
        foreach (var wave in PodPlan.StopWaves(members))
        {
            var left = pod.SidecarBudget - time.GetElapsedTime(begun);
            var together = isLast ? wave.Where(member => member.IsJoined).ToLookup(member => Grace(member, left), member => joined.Find(member.Resource)!) : null;
            await Task.WhenAll([
                .. together?.Select(sidecars => joined.EndAsync([.. sidecars], sidecars.Key, cancellationToken)) ?? [],
                .. wave.Where(member => together is null || !member.IsJoined)
                    .Select(member => stopper.StopAsync(member.Resource, Grace(member, left), isLast, cancellationToken)),
            ]).ConfigureAwait(false);
        }
    }

    private static TimeSpan Grace(PodMember member, TimeSpan left)
    {
        var grace = member.StopGracePeriod < left ? member.StopGracePeriod.Value : left;
        return grace < LeastGrace ? LeastGrace : grace > Bounded.MaxTime ? Bounded.MaxTime : grace;
    }

    private async Task ShowBackOffAsync(PodAction.ShowBackOff backOff, CancellationToken cancellationToken)
    {
        var member = backOff.Member;
        var end = await EndAsync(member, backOff.ExitCode, cancellationToken).ConfigureAwait(false);
        LogBackOff(loggers.GetLogger(member.Resource), member.Resource.Name, end.Told, backOff.Delay.TotalSeconds,
            string.Create(CultureInfo.InvariantCulture, $"{backOff.Restart}{(member.RestartPolicy.MaxRestarts is { } max ? $" of {max}" : "")}"));
        var style = backOff.ExitCode == 0 ? KnownResourceStateStyles.Info : KnownResourceStateStyles.Warn;
        await ShowEndAsync(member, style, backOff.Restart, end, failure: null).ConfigureAwait(false);
    }

    private async Task ShowFailureAsync(PodAction.ShowFailure failure, CancellationToken cancellationToken)
    {
        var member = failure.Member;
        var end = await EndAsync(member, failure.ExitCode, cancellationToken).ConfigureAwait(false);
        LogFailed(loggers.GetLogger(member.Resource), member.Resource.Name, end.Failure, failure.Restarts);
        await ShowEndAsync(member, KnownResourceStateStyles.Error, failure.Restarts, end, end.Failure).ConfigureAwait(false);
    }

    private async Task<MemberEnd> EndAsync(PodMember member, int? exitCode, CancellationToken cancellationToken)
    {
        var end = await ends.OfAsync(member, exitCode, cancellationToken).ConfigureAwait(false);
        if (end.IsOutOfMemory)
        {
            LogOutOfMemory(loggers.GetLogger(member.Resource), SidecarDiagnostics.OutOfMemory(member.Resource.Name));
        }

        return end with { HasStarted = HasStarted(member.Resource) };
    }

    private bool HasStarted(IResource resource) =>
        !notifications.TryGetCurrentState(resource.Name, out var ended) || MemberPhases.Of(ended.Snapshot.State?.Text) != MemberPhase.FailedToStart;

    /// <summary>
    /// A failure must not look like a job that is done, as <see cref="MemberDisplay"/> has it when it is told again. A resource that never started keeps its state, and
    /// the reason that it was given.
    /// </summary>
    private Task ShowEndAsync(PodMember member, string style, int restarts, MemberEnd end, string? failure) =>
        notifications.PublishUpdateAsync(member.Resource, snapshot => (MemberPhases.Of(snapshot.State?.Text) == MemberPhase.Ended
            ? snapshot with { State = new ResourceStateSnapshot(KnownResourceStates.Exited, style) }
            : snapshot).With(
                (SidecarProperties.Restarts, restarts),
                (SidecarProperties.LastExitCode, end.ExitCode),
                (SidecarProperties.LastExitReason, end.Reason),
                (SidecarProperties.Failure, failure is not null && member.IsJoined && !end.HasStarted ? Reason(snapshot) ?? failure : failure)));

    private static object? Reason(CustomResourceSnapshot snapshot) => snapshot.Properties.FirstOrDefault(property => property.Name == SidecarProperties.Failure)?.Value;

    private async Task FailMainAsync(PodAction.FailMain failure, CancellationToken cancellationToken)
    {
        var main = pod.Main.Resource;
        var sidecar = failure.Sidecar.Resource.Name;
        LogEssential(loggers.GetLogger(main), main.Name, sidecar, new MemberEnd(failure.ExitCode, HasStarted: HasStarted(failure.Sidecar.Resource)).Failure);
        if (failure.IsMainUp)
        {
            await stopper.StopAsync(main, pod.MainGrace, isLast: false, cancellationToken).ConfigureAwait(false);
            await WaitForEndAsync(main, cancellationToken).ConfigureAwait(false);
        }

        // With another state a main that waits would go on and start: its gate is what fails it.
        await notifications.PublishUpdateAsync(main, snapshot => (MemberPhases.Of(snapshot.State?.Text) is MemberPhase.Waiting or MemberPhase.FailedToStart
            ? snapshot
            : snapshot with { State = new ResourceStateSnapshot(KnownResourceStates.Exited, KnownResourceStateStyles.Error) })
            .With((SidecarProperties.Failure, $"its essential sidecar '{sidecar}' failed for good"))).ConfigureAwait(false);
    }

    /// <summary>A main that cannot be stopped is shown as failed all the same.</summary>
    private async Task WaitForEndAsync(IResource main, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(EndTime);
        try
        {
            await notifications.WaitForResourceAsync(main.Name, KnownResourceStates.TerminalStates, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotEnded(loggers.GetLogger(main), main.Name);
        }
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Information, Message = "Starting '{Resource}', because its main '{Main}' started.")]
    private static partial void LogStarting(ILogger logger, string resource, string main);

    [LoggerMessage(EventId = 17, Level = LogLevel.Information, Message = "Starting '{Resource}' again, by its restart policy.")]
    private static partial void LogRestarting(ILogger logger, string resource);

    [LoggerMessage(EventId = 18, Level = LogLevel.Information, Message = "Starting '{Resource}' anew: the container of '{Main}', whose namespaces it joined, is gone.")]
    private static partial void LogRejoining(ILogger logger, string resource, string main);

    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, Message = "The {Command} command of '{Resource}' failed: {Reason}")]
    private static partial void LogCommandFailed(ILogger logger, string command, string resource, string? reason);

    [LoggerMessage(EventId = 21, Level = LogLevel.Warning, Message = "'{Resource}' has been unhealthy for {Seconds} s and is stopped, as one that has failed.")]
    private static partial void LogUnhealthy(ILogger logger, string resource, double seconds);

    [LoggerMessage(EventId = 22, Level = LogLevel.Warning, Message = "'{Main}' has been told to stop, but its end is not seen.")]
    private static partial void LogNotEnded(ILogger logger, string main);

    [LoggerMessage(EventId = 13, Level = LogLevel.Warning, Message = "'{Resource}' {End}. Restart {Restart} in {Seconds} s.")]
    private static partial void LogBackOff(ILogger logger, string resource, string end, double seconds, string restart);

    [LoggerMessage(EventId = 14, Level = LogLevel.Error, Message = "'{Resource}' {Failure}, after {Restarts} restarts in a row.")]
    private static partial void LogFailed(ILogger logger, string resource, string failure, int restarts);

    [LoggerMessage(EventId = 15, Level = LogLevel.Error, Message = "'{Main}' is stopped: its essential sidecar '{Sidecar}' {Failure}.")]
    private static partial void LogEssential(ILogger logger, string main, string sidecar, string failure);

    [LoggerMessage(EventId = 16, Level = LogLevel.Error, Message = "{Problem}")]
    private static partial void LogBlocked(ILogger logger, string problem);

    [LoggerMessage(EventId = 19, Level = LogLevel.Error, Message = "{Problem}")]
    private static partial void LogOutOfMemory(ILogger logger, string problem);
}
