using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Deciding;

/// <content>What happens to sidecars and init containers.</content>
internal static partial class PodDecider
{
    private static (PodState State, ImmutableArray<PodAction> Actions) StartMembers(PodState state, IEnumerable<PodMember> members)
    {
        var actions = ImmutableArray.CreateBuilder<PodAction>();
        foreach (var member in members)
        {
            state = state.With(member, Fresh(state[member]) with { Cause = PodCause.MainStarted });
            actions.Add(new PodAction.Start(member, PodCause.MainStarted));
        }

        return (state, actions.ToImmutable());
    }

    private static MemberState Fresh(MemberState member) => member with
    {
        Restarts = 0,
        Timer = member.Timer + 1,
        HasFailed = false,
        HasFailedForGood = false,
        IsStopRequested = false,
        IsStoppedByUser = false,
        StartsWhenStopped = false,
        StopsWhenStarted = false,
        IsUnhealthyStop = false,
    };

    private static (PodState State, ImmutableArray<PodAction> Actions) OnMember(PodPlan pod, PodState state, PodMember member, PodChange.Reported reported)
    {
        var before = state[member];
        if (before.Phase == reported.Phase)
        {
            return OnSamePhase(pod, state, member, reported);
        }

        var now = before with
        {
            Phase = reported.Phase,
            Since = reported.At,
            ExitCode = reported.ExitCode,
            IsHealthy = reported.IsHealthy,
            IsLastingFailure = reported.IsLastingFailure,
            IsEndUnexplained = false,
            Starts = IsBegun(reported.Phase) && !IsBegun(before.Phase) ? before.Starts + 1 : before.Starts,
        };
        now = reported.Phase switch
        {
            MemberPhase.Running => Told(now) with { RunningSince = reported.At },
            MemberPhase.Ended => Told(now),
            MemberPhase.Stopping => now with
            {
                IsStopRequested = true,
                IsStoppedByUser = before.IsStoppedByUser || before is { IsStopRequested: false, IsUnhealthyStop: false, IsBeingReplaced: false },
            },

            // Started by a command after it failed, or after the user stopped it: a new life.
            MemberPhase.Waiting or MemberPhase.Starting => (before.HasFailed || before.HasFailedForGood || before.IsStoppedByUser ? Fresh(now) : now) with
            {
                IsStopRequested = false,
                IsStoppedByUser = false,
                IsUnhealthyStop = false,
                RunningSince = null,
            },
            _ => now,
        };
        state = state.With(member, now);
        if (reported.Phase == MemberPhase.Running)
        {
            return OnMemberRunning(state, member);
        }

        if (!reported.Phase.IsDown() || before.Phase.IsDown())
        {
            return (state, []);
        }

        if (reported is { Phase: MemberPhase.Ended, ExitCode: null } && !now.IsStopRequested)
        {
            // How it ended may be told a moment later.
            var timer = now.Timer + 1;
            return (state.With(member, now with { IsEndUnexplained = true, Timer = timer }),
                [new PodAction.Schedule(new PodChange.EndUnexplained(member, timer, reported.At), ExplanationTime)]);
        }

        return OnMemberEnded(pod, state, member, reported.At);
    }

    private static bool IsBegun(MemberPhase phase) => phase is MemberPhase.Starting or MemberPhase.Waiting;

    /// <summary>What it was started or stopped for is told with the change of its phase, and over.</summary>
    private static MemberState Told(MemberState member) => member.IsBeingReplaced ? member : member with { Cause = PodCause.None };

    private static (PodState State, ImmutableArray<PodAction> Actions) OnSamePhase(PodPlan pod, PodState state, PodMember member, PodChange.Reported reported)
    {
        var known = state[member];
        if (known.IsEndUnexplained && reported.ExitCode is not null)
        {
            return OnMemberEnded(pod, state.With(member, known with { ExitCode = reported.ExitCode, IsEndUnexplained = false }), member, reported.At);
        }

        if (reported.Phase != MemberPhase.Running || known.IsHealthy == reported.IsHealthy)
        {
            return (state, []);
        }

        return WatchHealth(state.With(member, known with { IsHealthy = reported.IsHealthy }), member);
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) OnMemberRunning(PodState state, PodMember member) => state[member].StopsWhenStarted
        ? (state.With(member, state[member] with { StopsWhenStarted = false, IsStopRequested = true, Cause = PodCause.MainEnded }), [new PodAction.StopSidecars([member])])
        : WatchHealth(state, member);

    /// <summary>A member that is unhealthy has its time to become healthy, also after its start.</summary>
    private static (PodState State, ImmutableArray<PodAction> Actions) WatchHealth(PodState state, PodMember member)
    {
        if (member.UnhealthyTime is not { } allowed || !member.Resource.HasAnnotationOfType<HealthCheckAnnotation>())
        {
            return (state, []);
        }

        var watched = state[member] with { Timer = state[member].Timer + 1 };
        state = state.With(member, watched);
        return watched.IsHealthy ? (state, []) : (state, [new PodAction.Schedule(new PodChange.UnhealthyTooLong(member, watched.Timer), allowed)]);
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) OnUnhealthyTooLong(PodState state, PodChange.UnhealthyTooLong unhealthy)
    {
        var member = state[unhealthy.Member];
        return member is { Phase: MemberPhase.Running, IsHealthy: false, IsBeingReplaced: false } && member.Timer == unhealthy.Timer && state.Stage == PodStage.Up
            ? (state.With(unhealthy.Member, member with { IsUnhealthyStop = true, Cause = PodCause.Unhealthy }), [new PodAction.StopUnhealthy(unhealthy.Member)])
            : (state, []);
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) OnEndUnexplained(PodPlan pod, PodState state, PodChange.EndUnexplained unexplained)
    {
        var member = state[unexplained.Member];
        return member.IsEndUnexplained && member.Timer == unexplained.Timer
            ? OnMemberEnded(pod, state.With(unexplained.Member, member with { IsEndUnexplained = false }), unexplained.Member, unexplained.At)
            : (state, []);
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) OnMemberEnded(PodPlan pod, PodState state, PodMember member, DateTimeOffset at)
    {
        var ended = state[member];
        if (ended.IsBeingReplaced)
        {
            return (state, []);
        }

        if (member.Role == PodMemberRole.InitContainer)
        {
            return (state.With(member, ended with { HasFailedForGood = IsFailure(ended) }), []);
        }

        if (ended is { IsStopRequested: true, IsUnhealthyStop: false })
        {
            return ended.StartsWhenStopped && state.Stage == PodStage.Up ? StartMembers(state, [member]) : (state, []);
        }

        if (state.Stage != PodStage.Up || state.IsMainRestarting && member.JoinsMain || IsOwedToInit(pod, state, ended)
            || (member.SharesProcesses && (state.Main == MemberPhase.Stopping || state.IsDonorLost)))
        {
            // Ends with the main do not count; but who fell with it is needed again if it comes back. Those who share its processes end with its container,
            // which may be told before the end of the main, or when the main is starting again.
            return (state.With(member, ended with { HasFailed = IsFailure(ended) }), []);
        }

        return OnOwnEnd(state, member, at);
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) OnOwnEnd(PodState state, PodMember member, DateTimeOffset at)
    {
        var ended = state[member];
        var isFailure = IsFailure(ended);
        var policy = member.RestartPolicy;
        var restarts = at - ended.RunningSince >= policy.MaxBackOff && policy.Mode != SidecarRestartMode.Never ? 0 : ended.Restarts;
        var wantsRestart = policy.Mode == SidecarRestartMode.Always || (policy.Mode == SidecarRestartMode.OnFailure && isFailure);
        if (wantsRestart && !ended.IsLastingFailure && !(restarts >= policy.MaxRestarts))
        {
            var delay = policy.DelayAfter(restarts);
            var waiting = ended with { Restarts = restarts + 1, Timer = ended.Timer + 1, HasFailed = true };
            return (state.With(member, waiting),
            [
                new PodAction.ShowBackOff(member, waiting.Restarts, ended.ExitCode, delay),
                new PodAction.Schedule(new PodChange.RestartDue(member, waiting.Timer), delay),
            ]);
        }

        return isFailure
            ? OnFailedForGood(state.With(member, ended with { HasFailed = true, HasFailedForGood = true }), member, restarts)
            : (state, Blocked(state, member));
    }

    private static bool IsFailure(MemberState ended) => ended.Phase == MemberPhase.FailedToStart || ended.IsUnhealthyStop || ended.ExitCode != 0;

    /// <summary>Whoever waited for an init container that failed could not start, and is not to blame.</summary>
    private static bool IsOwedToInit(PodPlan pod, PodState state, MemberState ended) => ended.Phase == MemberPhase.FailedToStart
        && pod.Members.Any(member => member.Role == PodMemberRole.InitContainer && state[member].HasFailedForGood);

    /// <summary>
    /// A member that is down after all has failed, and is up to its restart policy again.
    /// </summary>
    private static (PodState State, ImmutableArray<PodAction> Actions) OnReplacementEnded(PodPlan pod, PodState state, PodChange.ReplacementEnded ended)
    {
        var member = state[ended.Member] with { IsBeingReplaced = false, Cause = PodCause.None };
        state = state.With(ended.Member, member);
        return member.Phase.IsDown() ? OnMemberEnded(pod, state, ended.Member, ended.At) : (state, []);
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) OnFailedForGood(PodState state, PodMember member, int restarts)
    {
        var exitCode = state[member].ExitCode;
        ImmutableArray<PodAction> actions = [new PodAction.ShowFailure(member, restarts, exitCode), .. Blocked(state, member)];
        return (state, member.IsEssential ? actions.Add(new PodAction.FailMain(member, exitCode, IsMainUp: IsStoppable(state.Main))) : actions);
    }

    private static ImmutableArray<PodAction> Blocked(PodState state, PodMember member) =>
        member.GatesMain && state.Main is MemberPhase.Unknown or MemberPhase.NotStarted or MemberPhase.Waiting or MemberPhase.Starting
            ? [new PodAction.ReportBlockedMain(member)]
            : [];

    private static (PodState State, ImmutableArray<PodAction> Actions) OnRestartDue(PodState state, PodChange.RestartDue due)
    {
        var member = state[due.Member];
        return state.Stage == PodStage.Up && member.Phase.IsDown() && member.Timer == due.Timer
            ? (state.With(due.Member, member with { HasFailed = false, Cause = PodCause.RestartPolicy }), [new PodAction.Start(due.Member, PodCause.RestartPolicy)])
            : (state, []);
    }
}
