using Aspire.Hosting.Sidecar.Deciding;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

[TestClass]
public class ResourceInstancesTests
{
    private readonly ResourceInstances _instances = new();

    [TestMethod]
    public void A_resource_is_up_as_long_as_one_replica_is()
    {
        _instances.Update(new("api-a", MemberPhase.Running));
        _instances.Update(new("api-b", MemberPhase.Running));

        Sum(new("api-a", MemberPhase.Ended, 1)).Should().Be((MemberPhase.Running, null));
        Sum(new("api-b", MemberPhase.Ended, 0)).Should().Be((MemberPhase.Ended, 1));
    }

    [TestMethod]
    public void Of_replicas_that_have_ended_one_that_failed_says_how()
    {
        _instances.Update(new("api-a", MemberPhase.Ended, 0));

        Sum(new("api-b", MemberPhase.Ended, 3)).Should().Be((MemberPhase.Ended, 3));
        Sum(new("api-c", MemberPhase.Ended, 0)).Should().Be((MemberPhase.Ended, 3));
    }

    [TestMethod]
    public void A_single_instance_is_itself() => Sum(new("api-a", MemberPhase.Ended, 137)).Should().Be((MemberPhase.Ended, 137));

    [TestMethod]
    public void The_end_of_an_instance_that_another_has_followed_counts_for_nothing()
    {
        Tell(MemberPhase.Running, "first");
        Tell(MemberPhase.Starting, "first", started: Start);
        Tell(MemberPhase.Ended, "first", exitCode: 143).Should().BeNull();
        Tell(MemberPhase.Running, "second")!.Phase.Should().Be(MemberPhase.Running);
        Tell(MemberPhase.Ended, "first", exitCode: 143).Should().BeNull();
        Tell(MemberPhase.Running, "first").Should().BeNull();

        Tell(MemberPhase.Ended, "second", exitCode: 1)!.ExitCode.Should().Be(1);
    }

    [TestMethod]
    public void What_the_orchestrator_says_again_of_the_start_of_what_runs_is_stale()
    {
        Tell(MemberPhase.Starting, instance: null);
        Tell(MemberPhase.Running, "first");
        Tell(MemberPhase.Starting, "first").Should().BeNull();

        Tell(MemberPhase.Ended, "first", exitCode: 1)!.Phase.Should().Be(MemberPhase.Ended);
    }

    [TestMethod]
    public void The_start_of_another_instance_is_told_while_the_one_before_seems_to_run()
    {
        Tell(MemberPhase.Running, "first");
        Tell(MemberPhase.Starting, "second")!.Phase.Should().Be(MemberPhase.Starting);
        Tell(MemberPhase.Ended, "first", exitCode: 143).Should().BeNull();

        Tell(MemberPhase.Running, "second")!.Phase.Should().Be(MemberPhase.Running);
    }

    [TestMethod]
    public void An_instance_that_waits_is_told_to_start()
    {
        Tell(MemberPhase.Waiting, "first");

        Tell(MemberPhase.Starting, "first")!.Phase.Should().Be(MemberPhase.Starting);
    }

    [TestMethod]
    public void The_end_of_an_instance_that_was_never_told_to_run_is_its_end()
    {
        Tell(MemberPhase.Running, "first");
        Tell(MemberPhase.Starting, "first", started: Start);

        Tell(MemberPhase.Ended, "second", exitCode: 1)!.ExitCode.Should().Be(1);
    }

    [TestMethod]
    public void A_container_that_the_engine_restarts_runs_again()
    {
        Tell(MemberPhase.Running, "first");
        Tell(MemberPhase.Ended, "first", exitCode: 0, stopped: Start);
        Tell(MemberPhase.Running, "first").Should().BeNull();

        Tell(MemberPhase.Running, "first", stopped: Start)!.Phase.Should().Be(MemberPhase.Running);
    }

    private static DateTime Start { get; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private (MemberPhase Phase, int? ExitCode) Sum(InstanceReport report) => _instances.Update(report) is { } sum ? (sum.Phase, sum.ExitCode) : default;

    private InstanceReport? Tell(MemberPhase phase, string? instance, int? exitCode = null, DateTime? started = null, DateTime? stopped = null) =>
        _instances.Update(new("api-a", phase, exitCode) { Instance = instance, Started = started, Stopped = stopped });
}
