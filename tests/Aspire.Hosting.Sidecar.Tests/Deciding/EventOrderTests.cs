using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;
using CsCheck;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

/// <summary>
/// Whatever the orchestrator tells late, twice or in another order: what the pod makes of the life of a sidecar is what happened.
/// </summary>
[TestClass]
public sealed class EventOrderTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>How one instance of a sidecar came to its end.</summary>
    private enum Fate
    {
        /// <summary>The user restarted it.</summary>
        Restarted,

        /// <summary>It ended by itself with exit code 1.</summary>
        Crashed,
    }

    [TestMethod]
    public void Restarts_and_failures_are_those_that_happened()
    {
        var fates = Gen.OneOf(Gen.Const(Fate.Restarted), Gen.Const(Fate.Crashed)).List[1, 6];
        Gen.Select(fates, Gen.Int[0, int.MaxValue - 1]).Sample((lives, seed) =>
        {
            var played = Play(lives, new Random(seed));

            return played.Failures == lives.Count(fate => fate == Fate.Crashed)
                && played.State.Phase == MemberPhase.Running
                && played.State.Restarts <= played.Failures
                && !played.State.HasFailedForGood;
        });
    }

    /// <summary>
    /// Tells the lives of a sidecar: what the host says itself in order, what the orchestrator watches with delays and repetitions. It may tell the end of an instance that was
    /// restarted as late as it likes, and anything twice.
    /// </summary>
    private static (int Failures, MemberState State) Play(List<Fate> lives, Random random)
    {
        PodMember sidecar = new(new ContainerResource("api-helper"), "helper", PodMemberRole.Sidecar, IsContainer: true)
        {
            RestartPolicy = SidecarRestartPolicy.OnFailure(100, TimeSpan.FromSeconds(1)),
        };
        PodPlan pod = new(new(new ContainerResource("api"), "api", PodMemberRole.Main, IsContainer: false), [sidecar]);
        var state = PodState.Initial(pod);
        var instances = new ResourceInstances();
        List<InstanceReport> late = [];
        var failures = 0;

        Report(MemberPhase.Starting, null);
        for (var life = 0; life < lives.Count; life++)
        {
            Run(life);
            var end = At(MemberPhase.Ended, life, exitCode: lives[life] == Fate.Crashed ? 1 : 143) with { Stopped = Start.AddMinutes(life + 0.5) };
            if (lives[life] == Fate.Crashed)
            {
                Tell(end);
                Repeat(end);
                Change(new PodChange.RestartDue(sidecar, state[sidecar].Timer));
            }
            else
            {
                Tell(At(MemberPhase.Stopping, life));
                late.Add(end);
            }

            // The host knows of the instance before, until there is the next one.
            Tell(At(MemberPhase.Starting, life) with { Started = Start.AddMinutes(life) });
            TellSomeOf(late);
        }

        Run(lives.Count);
        late.ForEach(report => Tell(report));
        return (failures, state[sidecar]);

        void Run(int life)
        {
            var running = At(MemberPhase.Running, life) with { Started = Start.AddMinutes(life) };
            Repeat(At(MemberPhase.Starting, life));
            Tell(running);
            Repeat(running);
            Repeat(At(MemberPhase.Starting, life));
            TellSomeOf(late);
        }

        void TellSomeOf(List<InstanceReport> reports)
        {
            foreach (var report in reports.Where(_ => random.Next(2) == 0).ToArray())
            {
                Tell(report);
            }
        }

        void Repeat(InstanceReport report)
        {
            for (var times = random.Next(3); times > 0; times--)
            {
                Tell(report);
            }
        }

        void Report(MemberPhase phase, string? instance) => Tell(new("api-helper-a", phase) { Instance = instance });

        void Tell(InstanceReport report)
        {
            if (instances.Update(report) is { } sum)
            {
                Change(new PodChange.Reported(sidecar.Resource, sum.Phase, sum.ExitCode, Start) { IsHealthy = true });
            }
        }

        void Change(PodChange change)
        {
            (state, var actions) = PodDecider.Decide(pod, state, change);
            failures += actions.Count(action => action is PodAction.ShowBackOff or PodAction.ShowFailure);
        }
    }

    private static InstanceReport At(MemberPhase phase, int life, int? exitCode = null) => new("api-helper-a", phase, exitCode) { Instance = $"container-{life}" };
}
