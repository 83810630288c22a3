using System.Collections.Immutable;
using Aspire.Hosting.Sidecar.Images;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Running;

namespace Aspire.Hosting.Sidecar.Tests.Running;

[TestClass]
public sealed class MemberDisplayTests
{
    private readonly ContainerResource _container = new("api-proxy");

    private readonly PodMember _member;

    public MemberDisplayTests()
    {
        _member = new(_container, "proxy", PodMemberRole.Sidecar, IsContainer: true) { Network = PodNetwork.Separate };
        _container.Annotations.Add(new ContainerImageAnnotation { Image = "example/proxy", Tag = "1.2" });
    }

    [TestMethod]
    public void What_a_sidecar_shares_with_its_main_is_shown()
    {
        Shown(_member with { Network = PodNetwork.Pod, SharesProcesses = true, SharesIpc = true }).Should().Be("network, processes, IPC");
        Shown(_member with { Network = PodNetwork.Host }).Should().Be("network");
        Shown(_member with { Network = PodNetwork.Host, IsContainer = false }).Should().BeNull();
        Shown(_member).Should().BeNull();

        static object? Shown(PodMember member) => Values(MemberDisplay.Complete(member, Snapshot())).GetValueOrDefault("sidecar.namespaces");
    }

    [TestMethod]
    public void A_failure_that_is_told_again_still_does_not_look_like_a_job_that_is_done()
    {
        var told = Snapshot() with { State = KnownResourceStates.Finished, ExitCode = 137 };
        ResourcePropertySnapshot lastExit = new("sidecar.lastExitCode", 137);

        var failed = MemberDisplay.Complete(_member, told with { Properties = [lastExit] });
        var failedForGood = MemberDisplay.Complete(_member, told with { Properties = [lastExit, new("sidecar.failure", "failed for good")] });
        var done = told with { ExitCode = 0, Properties = [new("sidecar.lastExitCode", 0)] };

        failed.State.Should().Be(new ResourceStateSnapshot(KnownResourceStates.Exited, KnownResourceStateStyles.Warn));
        failedForGood.State.Should().Be(new ResourceStateSnapshot(KnownResourceStates.Exited, KnownResourceStateStyles.Error));
        MemberDisplay.Complete(_member, done).Should().BeSameAs(done);
        MemberDisplay.Complete(_member, told).Should().BeSameAs(told, "nobody has decided on it yet");
    }

    [TestMethod]
    public void Limits_are_shown()
    {
        _container.Annotations.Add(new ResourceLimitsAnnotation(0.25, 64 << 20, null));

        Values(MemberDisplay.Complete(_member, Snapshot())).Should().Equal(
            new Dictionary<string, object?> { ["container.limit.cpus"] = "0.25", ["container.limit.memory"] = "64 MiB" });
    }

    [TestMethod]
    public void The_details_show_limits_by_name_and_without_asking_for_all_properties()
    {
        _container.Annotations.Add(new ResourceLimitsAnnotation(0.25, 64 << 20, 32));

        MemberDisplay.Complete(_member, Snapshot()).Properties.OrderBy(property => property.SortOrder).Select(property => (property.DisplayName, property.IsHighlighted))
            .Should().Equal(("Processor limit", true), ("Memory limit", true), ("Process limit", true));
    }

    [TestMethod]
    public void A_failure_is_over_once_the_member_runs_again()
    {
        var failed = Snapshot(new ResourcePropertySnapshot("sidecar.failure", "failed for good"));

        Values(MemberDisplay.Complete(_member, failed with { State = KnownResourceStates.Exited })).Should().ContainKey("sidecar.failure");
        Values(MemberDisplay.Complete(_member, failed with { State = KnownResourceStates.Running })).Should().BeEmpty();
    }

    [TestMethod]
    public void Nothing_is_published_twice()
    {
        _container.Annotations.Add(new ResourceLimitsAnnotation(0.25, 64 << 20, 32));
        var complete = MemberDisplay.Complete(_member, Snapshot());

        MemberDisplay.Complete(_member, complete).Should().BeSameAs(complete);
    }

    [TestMethod]
    public void A_changed_image_is_shown_in_its_place_and_not_among_the_arguments()
    {
        ChangeableImage image = new(_container, isJoined: false, new("example/proxy", "1.2"), new() { Name = "tag", InputType = InputType.Text });
        image.Use(new("example/proxy", "1.3"));
        _container.Annotations.Add(image);

        var shown = Values(MemberDisplay.Complete(_member, Snapshot(
            new("container.image", "example/proxy:1.2"),
            new("container.args", ImmutableArray.Create("example/proxy:1.3", "serve")) { IsSensitive = true },
            new("resource.appArgs", ImmutableArray.Create("example/proxy:1.3", "serve")),
            new("resource.appArgsSensitivity", ImmutableArray.Create(0, 1)))));

        shown["container.image"].Should().Be("example/proxy:1.3");
        shown["container.args"].Should().BeEquivalentTo((string[])["serve"]);
        shown["resource.appArgs"].Should().BeEquivalentTo((string[])["serve"]);
        shown["resource.appArgsSensitivity"].Should().BeEquivalentTo((int[])[1]);
    }

    private static CustomResourceSnapshot Snapshot(params ImmutableArray<ResourcePropertySnapshot> properties) =>
        new() { ResourceType = "Sidecar", Properties = properties };

    private static Dictionary<string, object?> Values(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.ToDictionary(property => property.Name, property => property.Value);
}
