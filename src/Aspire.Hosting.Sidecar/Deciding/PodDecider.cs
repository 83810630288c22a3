using System.Collections.Immutable;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Deciding;

/// <summary>
/// Says what to do when something happens to a pod. Pure: no clock, no services.
/// </summary>
internal static partial class PodDecider
{
    /// <summary>
    /// How long a main must be down before its sidecars are stopped, unless it is a command that restarts it: it may be started again at once by something else.
    /// </summary>
    public static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(2);

    /// <summary>How long the exit code of a member may come after its end.</summary>
    public static readonly TimeSpan ExplanationTime = TimeSpan.FromSeconds(1);

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
            PodChange.EndUnexplained unexplained => OnEndUnexplained(pod, state, unexplained),
            PodChange.UnhealthyTooLong unhealthy => OnUnhealthyTooLong(state, unhealthy),
            PodChange.SidecarsStopped when state.Stage == PodStage.Stopping => (state with { Stage = PodStage.Down }, []),
            PodChange.HasRejoined rejoined when state.Stage == PodStage.Up => (OnRejoined(state, rejoined.Member), []),
            PodChange.MainRestartBegun => (state with { IsMainRestarting = true }, []),
            PodChange.MainRestartEnded => OnMainPhase(pod, state with { IsMainRestarting = false }, state.Main, state.MainSince),
            PodChange.StoppedByUser stopped => (OnStoppedByUser(state, stopped.Member), []),
            PodChange.ReplacementBegun begun => (state.With(begun.Member, Fresh(state[begun.Member]) with { IsBeingReplaced = true, Cause = PodCause.ImageChanged }), []),
            PodChange.ReplacementEnded ended => OnReplacementEnded(pod, state, ended),
            PodChange.ShutdownRequested => OnShutdown(pod, state),
            _ => (state, []),
        };
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) OnMain(PodPlan pod, PodState state, PodChange.Reported reported)
    {
        var (after, actions) = OnMainPhase(pod, state, reported.Phase, reported.At);
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
    /// joins the new container by itself, and one that the user stopped stays down.
    /// </summary>
    private static (PodState State, ImmutableArray<PodAction> Actions) Rejoin(PodPlan pod, PodState state)
    {
        var joiners = pod.Sidecars.Where(sidecar => sidecar.JoinsMain).ToArray();
        var (rejoining, rejoins) = StartAnew(state, joiners.Where(joiner => state[joiner].Phase is MemberPhase.Running or MemberPhase.Starting));
        var (started, starts) = StartMembers(rejoining, joiners.Where(joiner => state[joiner] is { HasFailed: true, IsStoppedByUser: false } failed && failed.Phase.IsDown()));
        return (started, rejoins.AddRange(starts));
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) StartAnew(PodState state, IEnumerable<PodMember> joiners)
    {
        var actions = ImmutableArray.CreateBuilder<PodAction>();
        foreach (var joiner in joiners)
        {
            state = state.With(joiner, Fresh(state[joiner]) with { IsStopRequested = true, Cause = PodCause.Repair });
            actions.Add(new PodAction.Rejoin(joiner));
        }

        return (state, actions.ToImmutable());
    }

    /// <summary>It was not stopped by the pod after all: if it is stopping nevertheless, the user has stopped it.</summary>
    private static PodState OnRejoined(PodState state, PodMember member) => state[member] switch
    {
        { IsStopRequested: true, StartsWhenStopped: false, Phase: MemberPhase.Stopping } stopping => state.With(member, stopping with { IsStoppedByUser = true, Cause = PodCause.None }),
        { IsStopRequested: true, StartsWhenStopped: false, IsStoppedByUser: false, Phase: MemberPhase.Starting or MemberPhase.Running } running =>
            state.With(member, running with { IsStopRequested = false, Cause = PodCause.None }),
        _ => state,
    };

    /// <summary>Nothing starts it but a command, whatever it was that had stopped it.</summary>
    private static PodState OnStoppedByUser(PodState state, PodMember member) => state.With(member, state[member] with
    {
        IsStoppedByUser = true,
        IsStopRequested = true,
        StartsWhenStopped = false,
        HasFailed = false,
        Timer = state[member].Timer + 1,
    });

    private static (PodState State, ImmutableArray<PodAction> Actions) OnMainPhase(PodPlan pod, PodState state, MemberPhase phase, DateTimeOffset at)
    {
        var before = state.Main;
        state = state with { Main = phase, MainSince = before == phase ? state.MainSince : at };
        if (phase.IsDown() && !before.IsDown() && state is { Stage: PodStage.Up, IsMainRestarting: true })
        {
            // Their network is gone, and the main comes back: the time until then is enough for their stop. Those that the orchestrator runs it would start at once.
            var down = state;
            return StartAnew(state, pod.Sidecars.Where(sidecar => sidecar is { JoinsMain: true, Network: PodNetwork.Pod } && down[sidecar].Phase == MemberPhase.Running));
        }

        if (phase.IsDown() && state is { Stage: PodStage.Up, IsMainRestarting: false })
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
        var isRestart = state.Stage == PodStage.Settling;
        state = state with { Stage = PodStage.Up };
        foreach (var sidecar in pod.Sidecars)
        {
            var member = state[sidecar];
            var isStopping = member is { IsStopRequested: true, IsStoppedByUser: false } && !member.Phase.IsDown();
            state = state.With(sidecar, member with { StopsWhenStarted = false, StartsWhenStopped = member.StartsWhenStopped || isStopping });
        }

        var ended = state;
        return StartMembers(state, pod.Sidecars.Where(sidecar => ended[sidecar] is { IsStoppedByUser: false } member
            && member.Phase.IsDown() && (!isRestart || (member.HasFailed && !sidecar.JoinsMain))));
    }

    private static (PodState State, ImmutableArray<PodAction> Actions) OnSettled(PodPlan pod, PodState state)
    {
        ImmutableArray<PodMember> running = [.. pod.Sidecars.Where(sidecar => IsStoppable(state[sidecar].Phase))];
        foreach (var sidecar in pod.Sidecars)
        {
            var member = state[sidecar];
            state = state.With(sidecar, running.Contains(sidecar)
                ? member with { IsStopRequested = true, Cause = PodCause.MainEnded }
                : member with { StopsWhenStarted = member.Phase == MemberPhase.Waiting && !sidecar.JoinsMain });
        }

        return running.IsEmpty
            ? (state with { Stage = PodStage.Down }, [])
            : (state with { Stage = PodStage.Stopping }, [new PodAction.StopSidecars(running)]);
    }

    /// <summary>What is persistent survives the application.</summary>
    private static (PodState State, ImmutableArray<PodAction> Actions) OnShutdown(PodPlan pod, PodState state)
    {
        ImmutableArray<PodMember> sidecars = [.. pod.Sidecars.Where(sidecar => !sidecar.IsPersistent && IsStoppable(state[sidecar].Phase))];
        foreach (var sidecar in sidecars)
        {
            state = state.With(sidecar, state[sidecar] with { IsStopRequested = true, Cause = PodCause.Shutdown });
        }

        return (state with { Stage = PodStage.ShuttingDown }, [new PodAction.ShutDown(IsStoppable(state.Main) && !pod.Main.IsPersistent, sidecars)]);
    }

    /// <summary>
    /// A resource that waits has nothing to stop: the stop command would wait with it. It keeps waiting, for the main too.
    /// </summary>
    private static bool IsStoppable(MemberPhase phase) => phase is MemberPhase.Starting or MemberPhase.Running or MemberPhase.Stopping;
}
