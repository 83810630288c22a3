using System.Collections.Immutable;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Deciding;

/// <summary>
/// Says what to do when something happens to a pod. Pure: no clock, no services.
/// </summary>
internal static class PodDecider
{
    /// <summary>
    /// How long a main must be down before its sidecars are stopped. A restart shows as an end followed by a start, 1.3 s apart for a container; sidecars
    /// keep running over it.
    /// </summary>
    public static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(2);

    public static (PodState State, ImmutableArray<PodAction> Actions) Decide(PodPlan pod, PodState state, PodChange change)
    {
        if (state.Stage == PodStage.ShuttingDown && change is not PodChange.Reported)
        {
            return (state, []);
        }

        return change switch
        {
            PodChange.Reported reported when ReferenceEquals(reported.Resource, pod.Main.Resource) => OnMain(pod, state, reported),
            PodChange.Reported reported when pod.Find(reported.Resource) is { } member => OnMember(pod, state, member, reported),
            PodChange.Settled settled when state.Stage == PodStage.Settling && settled.Timer == state.SettleTimer => OnSettled(pod, state),
            PodChange.RestartDue due => OnRestartDue(state, due),
            PodChange.SidecarsStopped when state.Stage == PodStage.Stopping => (state with { Stage = PodStage.Down }, []),
            PodChange.ReplacementBegun begun => (state.With(begun.Member, Fresh(state[begun.Member]) with { IsBeingReplaced = true }), []),
            PodChange.ReplacementEnded ended => OnReplacementEnded(pod, state, ended),
            PodChange.ShutdownRequested => OnShutdown(pod, state),
            _ => (state, []),
        };
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) OnMain(PodPlan pod, PodState state, PodChange.Reported reported)
    {
        var (after, actions) = OnMainPhase(pod, state, reported.Phase);
        if (reported.Phase.IsDown())
        {
            return (after with { IsDonorLost = true }, actions);
        }

        if (reported.Phase != MemberPhase.Running || after.Stage != PodStage.Up)
        {
            return (after, actions);
        }

        var isReplaced = after.DonorIdentity is { } known && reported.ContainerIdentity is { } current && known != current;
        var (rejoined, rejoins) = after.IsDonorLost || isReplaced ? Rejoin(pod, after) : (after, []);
        return (rejoined with { DonorIdentity = reported.ContainerIdentity ?? rejoined.DonorIdentity, IsDonorLost = false }, actions.AddRange(rejoins));
    }

    /// <summary>
    /// Members that joined the namespaces of a container that is gone have no network, or have ended with it: they are started anew. One that still waits
    /// joins the new container by itself.
    /// </summary>
    private static (PodState State, ImmutableArray<PodAction> Actions) Rejoin(PodPlan pod, PodState state)
    {
        var joiners = pod.Sidecars.Where(sidecar => sidecar.JoinsMain).ToArray();
        var actions = ImmutableArray.CreateBuilder<PodAction>();
        foreach (var joiner in joiners.Where(joiner => state[joiner].Phase is MemberPhase.Running or MemberPhase.Starting))
        {
            state = state.With(joiner, Fresh(state[joiner]) with { IsStopRequested = true });
            actions.Add(new PodAction.Rejoin(joiner));
        }

        var (started, starts) = StartMembers(state, joiners.Where(joiner => state[joiner] is { HasFailed: true } failed && failed.Phase.IsDown()));
        return (started, actions.ToImmutable().AddRange(starts));
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) OnMainPhase(PodPlan pod, PodState state, MemberPhase phase)
    {
        var before = state.Main;
        state = state with { Main = phase };
        if (phase.IsDown() && state.Stage == PodStage.Up)
        {
            var timer = state.SettleTimer + 1;
            return (state with { Stage = PodStage.Settling, SettleTimer = timer },
                [new PodAction.Schedule(new PodChange.Settled(timer), SettleTime)]);
        }

        if (phase.IsUp() && state.Stage is PodStage.Settling or PodStage.Stopping or PodStage.Down)
        {
            return OnMainBack(pod, state);
        }

        // A main that is started by a command takes the members along that wait for it.
        return phase.IsUp() && before == MemberPhase.NotStarted && pod.Main.IsExplicitStart
            ? StartMembers(state, pod.Members.Where(member => !member.IsExplicitStart && state[member].Phase == MemberPhase.NotStarted))
            : (state, []);
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) OnMainBack(PodPlan pod, PodState state)
    {
        var restarted = state.Stage == PodStage.Settling;
        state = state with { Stage = PodStage.Up };
        foreach (var sidecar in pod.Sidecars.Where(sidecar => state[sidecar] is { IsStopRequested: true } stopping && !stopping.Phase.IsDown()))
        {
            state = state.With(sidecar, state[sidecar] with { StartsWhenStopped = true });
        }

        var ended = state;
        return StartMembers(state, pod.Sidecars.Where(sidecar =>
            ended[sidecar].Phase.IsDown() && (!restarted || (ended[sidecar].HasFailed && !sidecar.JoinsMain))));
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) StartMembers(PodState state, IEnumerable<PodMember> members)
    {
        var actions = ImmutableArray.CreateBuilder<PodAction>();
        foreach (var member in members)
        {
            state = state.With(member, Fresh(state[member]));
            actions.Add(new PodAction.Start(member, PodCause.MainStarted));
        }

        return (state, actions.ToImmutable());
    }

    private static MemberState Fresh(MemberState member) => member with
    {
        Restarts = 0,
        RestartTimer = member.RestartTimer + 1,
        HasFailed = false,
        IsStopRequested = false,
        StartsWhenStopped = false,
    };

    private static (PodState State, ImmutableArray<PodAction> Actions) OnMember(
        PodPlan pod, PodState state, PodMember member, PodChange.Reported reported)
    {
        var before = state[member];
        if (before.Phase == reported.Phase)
        {
            return (state, []);
        }

        var now = before with { Phase = reported.Phase, ExitCode = reported.ExitCode };
        now = reported.Phase switch
        {
            MemberPhase.Running => now with { RunningSince = reported.At },
            MemberPhase.Stopping => now with { IsStopRequested = true },

            // Started by a command after it failed for good: a new life.
            MemberPhase.Waiting or MemberPhase.Starting => (before.HasFailed ? Fresh(now) : now) with { IsStopRequested = false, RunningSince = null },
            _ => now,
        };
        state = state.With(member, now);
        return reported.Phase.IsDown() && !before.Phase.IsDown() ? OnMemberEnded(pod, state, member, reported.At) : (state, []);
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) OnMemberEnded(PodPlan pod, PodState state, PodMember member, DateTimeOffset at)
    {
        var ended = state[member];
        if (ended.IsBeingReplaced)
        {
            return (state, []);
        }

        if (ended.IsStopRequested || member.Role == PodMemberRole.InitContainer)
        {
            return ended.StartsWhenStopped && state.Stage == PodStage.Up ? StartMembers(state, [member]) : (state, []);
        }

        var isFailure = ended.Phase == MemberPhase.FailedToStart || ended.ExitCode != 0;
        if (state.Stage != PodStage.Up || (member.SharesProcesses && (state.Main == MemberPhase.Stopping || state.IsDonorLost)))
        {
            // Ends with the main do not count; but who fell with it is needed again if it comes back. Those who share its processes end with its container,
            // which may be told before the end of the main, or when the main is starting again.
            return (state.With(member, ended with { HasFailed = isFailure }), []);
        }

        var policy = member.RestartPolicy;
        var restarts = at - ended.RunningSince >= policy.MaxBackOff && policy.Mode != SidecarRestartMode.Never ? 0 : ended.Restarts;
        var wantsRestart = policy.Mode == SidecarRestartMode.Always || (policy.Mode == SidecarRestartMode.OnFailure && isFailure);
        if (wantsRestart && !(restarts >= policy.MaxRestarts))
        {
            var delay = policy.DelayAfter(restarts);
            var waiting = ended with { Restarts = restarts + 1, RestartTimer = ended.RestartTimer + 1, HasFailed = true };
            return (state.With(member, waiting),
            [
                new PodAction.ShowBackOff(member, waiting.Restarts, ended.ExitCode, delay),
                new PodAction.Schedule(new PodChange.RestartDue(member, waiting.RestartTimer), delay),
            ]);
        }

        return isFailure ? OnFailedForGood(state.With(member, ended with { HasFailed = true }), member, restarts) : (state, Blocked(state, member));
    }

    /// <summary>
    /// A member that is down after all has failed, and is up to its restart policy again.
    /// </summary>
    private static (PodState State, ImmutableArray<PodAction> Actions) OnReplacementEnded(PodPlan pod, PodState state, PodChange.ReplacementEnded ended)
    {
        var member = state[ended.Member] with { IsBeingReplaced = false };
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
        member.GatesMain && state.Main is MemberPhase.Unknown or MemberPhase.NotStarted or MemberPhase.Waiting
            ? [new PodAction.ReportBlockedMain(member)]
            : [];

    private static (PodState State, ImmutableArray<PodAction> Actions) OnSettled(PodPlan pod, PodState state)
    {
        ImmutableArray<PodMember> running = [.. pod.StopOrder.Where(sidecar => IsStoppable(state[sidecar].Phase))];
        if (running.IsEmpty)
        {
            return (state with { Stage = PodStage.Down }, []);
        }

        state = state with { Stage = PodStage.Stopping };
        foreach (var sidecar in running)
        {
            state = state.With(sidecar, state[sidecar] with { IsStopRequested = true });
        }

        return (state, [new PodAction.StopSidecars(running)]);
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) OnRestartDue(PodState state, PodChange.RestartDue due)
    {
        var member = state[due.Member];
        return state.Stage == PodStage.Up && member.Phase.IsDown() && member.RestartTimer == due.Timer
            ? (state.With(due.Member, member with { HasFailed = false }), [new PodAction.Start(due.Member, PodCause.RestartPolicy)])
            : (state, []);
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) OnShutdown(PodPlan pod, PodState state) =>
        (state with { Stage = PodStage.ShuttingDown },
            [new PodAction.ShutDown(IsStoppable(state.Main), [.. pod.StopOrder.Where(sidecar => IsStoppable(state[sidecar].Phase))])]);

    /// <summary>
    /// A resource that waits has nothing to stop: the stop command would wait with it. It keeps waiting, for the main too.
    /// </summary>
    private static bool IsStoppable(MemberPhase phase) => phase is MemberPhase.Starting or MemberPhase.Running or MemberPhase.Stopping;
}
