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
    ContainerEnds ends,
    TimeProvider time)
{
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
                await RejoinAsync(rejoin.Member, cancellationToken).ConfigureAwait(false);
                return null;
            case PodAction.StopSidecars stop:
                await StopInOrderAsync(stop.Sidecars, time.GetUtcNow() + pod.StopBudget, cancellationToken).ConfigureAwait(false);
                return new PodChange.SidecarsStopped();
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

    private async Task RejoinAsync(PodMember member, CancellationToken cancellationToken)
    {
        var logger = loggers.GetLogger(member.Resource);
        LogRejoining(logger, member.Resource.Name, pod.Main.Name);
        await StartAsync(member.Resource, KnownResourceCommands.RestartCommand, logger, cancellationToken).ConfigureAwait(false);
    }

    private async Task StartAsync(IResource resource, string command, ILogger logger, CancellationToken cancellationToken)
    {
        var joined = resource as JoinedSidecarResource;
        joined?.IsStartedByPod = true;
        try
        {
            var result = await commands.ExecuteCommandAsync(resource, command, cancellationToken).ConfigureAwait(false);
            if (!result.Success)
            {
                LogCommandFailed(logger, command, resource.Name, result.Message);
            }
        }
        finally
        {
            joined?.IsStartedByPod = false;
        }
    }

    private async Task ShutDownAsync(PodAction.ShutDown shutDown, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + pod.StopBudget;
        if (shutDown.IsMainUp)
        {
            await StopAsync(pod.Main, deadline, cancellationToken).ConfigureAwait(false);
        }

        await StopInOrderAsync(shutDown.Sidecars, deadline, cancellationToken).ConfigureAwait(false);
    }

    private async Task StopInOrderAsync(ImmutableArray<PodMember> members, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        foreach (var member in members)
        {
            await StopAsync(member, deadline, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task StopAsync(PodMember member, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        var left = deadline - time.GetUtcNow();
        var allowed = member.Role != PodMemberRole.Main && member.StopGracePeriod < left ? member.StopGracePeriod.Value : left;
        var logger = loggers.GetLogger(member.Resource);
        if (allowed <= TimeSpan.Zero)
        {
            LogNoTime(logger, member.Resource.Name);
            return;
        }

        using var timeout = new CancellationTokenSource(allowed, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var result = await commands.ExecuteCommandAsync(member.Resource, KnownResourceCommands.StopCommand, linked.Token)
                .WaitAsync(linked.Token).ConfigureAwait(false);
            if (!result.Success)
            {
                LogCommandFailed(logger, KnownResourceCommands.StopCommand, member.Resource.Name, result.Message);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoTime(logger, member.Resource.Name);
        }
    }

    private async Task ShowBackOffAsync(PodAction.ShowBackOff backOff, CancellationToken cancellationToken)
    {
        var member = backOff.Member;
        var end = await EndAsync(member, backOff.ExitCode, cancellationToken).ConfigureAwait(false);
        LogBackOff(loggers.GetLogger(member.Resource), member.Resource.Name, end.Shown, backOff.Delay.TotalSeconds,
            string.Create(CultureInfo.InvariantCulture, $"{backOff.Restart}{(member.RestartPolicy.MaxRestarts is { } max ? $" of {max}" : "")}"));
        var style = backOff.ExitCode == 0 ? KnownResourceStateStyles.Info : KnownResourceStateStyles.Warn;
        await ShowEndAsync(member, style, backOff.Restart, end, failure: null).ConfigureAwait(false);
    }

    private async Task ShowFailureAsync(PodAction.ShowFailure failure, CancellationToken cancellationToken)
    {
        var member = failure.Member;
        var end = await EndAsync(member, failure.ExitCode, cancellationToken).ConfigureAwait(false);
        LogFailed(loggers.GetLogger(member.Resource), member.Resource.Name, end.Shown, failure.Restarts);
        await ShowEndAsync(member, KnownResourceStateStyles.Error, failure.Restarts, end, $"failed for good with exit code {end.Shown}").ConfigureAwait(false);
    }

    private async Task<MemberEnd> EndAsync(PodMember member, int? exitCode, CancellationToken cancellationToken)
    {
        var end = await ends.OfAsync(member, exitCode, cancellationToken).ConfigureAwait(false);
        if (end.IsOutOfMemory)
        {
            LogOutOfMemory(loggers.GetLogger(member.Resource), SidecarDiagnostics.OutOfMemory(member.Resource.Name));
        }

        return end;
    }

    /// <summary>
    /// A failure must not look like a job that is done: https://github.com/CommunityToolkit/Aspire/issues/1509. A resource that never started keeps its state.
    /// </summary>
    private Task ShowEndAsync(PodMember member, string style, int restarts, MemberEnd end, string? failure) =>
        notifications.PublishUpdateAsync(member.Resource, snapshot => (MemberPhases.Of(snapshot.State?.Text) == MemberPhase.Ended
            ? snapshot with { State = new ResourceStateSnapshot(KnownResourceStates.Exited, style) }
            : snapshot).With(
                (SidecarProperties.Restarts, restarts),
                (SidecarProperties.LastExitCode, end.ExitCode),
                (SidecarProperties.LastExitReason, end.Reason),
                (SidecarProperties.Failure, failure)));

    private async Task FailMainAsync(PodAction.FailMain failure, CancellationToken cancellationToken)
    {
        var main = pod.Main.Resource;
        var sidecar = failure.Sidecar.Resource.Name;
        LogEssential(loggers.GetLogger(main), main.Name, sidecar, new MemberEnd(failure.ExitCode).Shown);
        if (failure.IsMainUp)
        {
            await StopAsync(pod.Main, time.GetUtcNow() + pod.StopBudget, cancellationToken).ConfigureAwait(false);
            await notifications.WaitForResourceAsync(main.Name, KnownResourceStates.TerminalStates, cancellationToken).ConfigureAwait(false);
        }

        await notifications.PublishUpdateAsync(main, snapshot => (snapshot with
        {
            State = new ResourceStateSnapshot(KnownResourceStates.Exited, KnownResourceStateStyles.Error),
        }).With((SidecarProperties.Failure, $"its essential sidecar '{sidecar}' failed for good"))).ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Information, Message = "Starting '{Resource}', because its main '{Main}' started.")]
    private static partial void LogStarting(ILogger logger, string resource, string main);

    [LoggerMessage(EventId = 17, Level = LogLevel.Information, Message = "Starting '{Resource}' again, by its restart policy.")]
    private static partial void LogRestarting(ILogger logger, string resource);

    [LoggerMessage(EventId = 18, Level = LogLevel.Information, Message = "Starting '{Resource}' anew: the container of '{Main}', whose namespaces it joined, has been replaced.")]
    private static partial void LogRejoining(ILogger logger, string resource, string main);

    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, Message = "The {Command} command of '{Resource}' failed: {Reason}")]
    private static partial void LogCommandFailed(ILogger logger, string command, string resource, string? reason);

    [LoggerMessage(EventId = 12, Level = LogLevel.Warning, Message = "'{Resource}' did not stop in its time; the host ends it.")]
    private static partial void LogNoTime(ILogger logger, string resource);

    [LoggerMessage(EventId = 13, Level = LogLevel.Warning, Message = "'{Resource}' ended with exit code {ExitCode}. Restart {Restart} in {Seconds} s.")]
    private static partial void LogBackOff(ILogger logger, string resource, string exitCode, double seconds, string restart);

    [LoggerMessage(EventId = 14, Level = LogLevel.Error, Message = "'{Resource}' failed for good with exit code {ExitCode}, after {Restarts} restarts in a row.")]
    private static partial void LogFailed(ILogger logger, string resource, string exitCode, int restarts);

    [LoggerMessage(EventId = 15, Level = LogLevel.Error, Message = "'{Main}' is stopped: its essential sidecar '{Sidecar}' failed for good with exit code {ExitCode}.")]
    private static partial void LogEssential(ILogger logger, string main, string sidecar, string exitCode);

    [LoggerMessage(EventId = 16, Level = LogLevel.Error, Message = "{Problem}")]
    private static partial void LogBlocked(ILogger logger, string problem);

    [LoggerMessage(EventId = 19, Level = LogLevel.Error, Message = "{Problem}")]
    private static partial void LogOutOfMemory(ILogger logger, string problem);
}
