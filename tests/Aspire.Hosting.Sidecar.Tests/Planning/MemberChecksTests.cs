#pragma warning disable ASPIREPERSISTENCE001 // One of the lifetimes that are refused.

using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Tests.Planning;

[TestClass]
public class MemberChecksTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public void A_sidecar_is_restarted_when_it_has_been_unhealthy_for_the_time_said()
    {
        _builder.AddMain().WithSidecar("proxy", (b, n) => TestApplication.Process(b, n).WithHealthCheck("check").RestartWhenUnhealthy(TimeSpan.FromSeconds(7)));

        var result = Plan();

        result.Errors.Should().BeEmpty();
        result.Pods.Single().Members.Single().UnhealthyTime.Should().Be(TimeSpan.FromSeconds(7));
    }

    [TestMethod]
    public void Without_a_health_check_there_is_no_unhealthy()
    {
        _builder.AddMain().WithSidecar("proxy", (b, n) => TestApplication.Process(b, n).RestartWhenUnhealthy(TimeSpan.FromSeconds(7)));

        Error().Should().StartWith("ASPIRESIDECAR075: 'api-proxy' of 'api' has RestartWhenUnhealthy, but no health check");
    }

    [TestMethod]
    public void Settings_of_sidecars_mean_nothing_for_an_init_container()
    {
        _builder.AddMain().WithInitContainer("seed", (b, n) => TestApplication.Process(b, n)
            .WithHealthCheck("check").RestartWhenUnhealthy(TimeSpan.FromSeconds(7)).AsEssential().WithStartOrder(SidecarStartOrder.BeforeMain));

        Plan().Errors.Should().BeEquivalentTo(((string[])["RestartWhenUnhealthy", "AsEssential", "WithStartOrder"]).Select(setting =>
            $"ASPIRESIDECAR076: Init container 'api-seed' of 'api' has {setting}, which means nothing for it: it runs once, to completion, before 'api'. Remove the call, or attach it with WithSidecar."));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Members_have_no_replicas(bool isInitContainer)
    {
        IResourceBuilder<ExecutableResource> Replicated(IDistributedApplicationBuilder builder, string name) =>
            TestApplication.Process(builder, name).WithAnnotation(new ReplicaAnnotation(2));
        var api = _builder.AddMain();
        _ = isInitContainer ? api.WithInitContainer("helper", Replicated) : api.WithSidecar("helper", Replicated);

        Error().Should().Be("ASPIRESIDECAR074: 'api-helper' has 2 replicas, but a member of the pod of 'api' is there once. Remove WithReplicas from 'api-helper'.");
    }

    [TestMethod]
    public void Replicas_of_a_main_that_is_a_process_share_the_network_of_this_machine_with_its_sidecars()
    {
        _builder.AddMain().WithAnnotation(new ReplicaAnnotation(3))
            .WithSidecar("proxy", (b, n) => TestApplication.Container(b, n).WithNetworkSharing(SidecarNetwork.Shared)).WithSidecar("other", TestApplication.Process);

        var result = Plan();

        result.Errors.Should().BeEmpty();
        result.Warnings.Should().BeEmpty();
    }

    [TestMethod]
    public void Before_the_main_there_are_no_namespaces_to_share()
    {
        _builder.AddContainerMain().WithSidecar("proxy", (b, n) => TestApplication.Container(b, n)
            .WithStartOrder(SidecarStartOrder.BeforeMain).WithSharedProcesses().WithSharedIpc());

        Plan().Errors.Should().BeEquivalentTo(((string[])["WithSharedProcesses", "WithSharedIpc"]).Select(call =>
            $"ASPIRESIDECAR011: 'api-proxy' starts before 'api' and cannot be in its namespaces, which do not exist yet. Remove {call}(), or attach a sidecar that starts with SidecarStartOrder.WithMain."));
    }

    [TestMethod]
    public void A_persistent_sidecar_cannot_live_in_the_network_of_a_main_that_ends()
    {
        _builder.AddContainerMain().WithSidecar("cache", (b, n) => TestApplication.Container(b, n).WithLifetime(ContainerLifetime.Persistent));

        Error().Should().Be("ASPIRESIDECAR071: 'api-cache' is persistent, but lives in namespaces of 'api', which ends with the application. "
            + "Make 'api' persistent too, or give 'api-cache' its own network with WithNetworkSharing(SidecarNetwork.Separate).");
        Plan(isRunMode: false).Errors.Should().BeEmpty();
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_persistent_sidecar_cannot_live_in_any_namespace_of_a_main_that_ends(bool processes)
    {
        _builder.AddContainerMain().WithSidecar("cache", (b, n) =>
        {
            var cache = TestApplication.Container(b, n).WithLifetime(ContainerLifetime.Persistent).WithNetworkSharing(SidecarNetwork.Separate);
            return processes ? cache.WithSharedProcesses() : cache.WithSharedIpc();
        });

        Error().Should().StartWith("ASPIRESIDECAR071: 'api-cache' is persistent, but lives in namespaces of 'api'");
    }

    [TestMethod]
    [DataRow(ContainerLifetime.Persistent, ContainerLifetime.Persistent, SidecarNetwork.Auto)]
    [DataRow(ContainerLifetime.Persistent, ContainerLifetime.Session, SidecarNetwork.Auto)]
    [DataRow(ContainerLifetime.Session, ContainerLifetime.Persistent, SidecarNetwork.Separate)]
    public void Lifetimes_that_go_together_are_fine(ContainerLifetime main, ContainerLifetime sidecar, SidecarNetwork network)
    {
        _builder.AddContainerMain().WithLifetime(main)
            .WithSidecar("cache", (b, n) => TestApplication.Container(b, n).WithLifetime(sidecar).WithNetworkSharing(network));

        Plan().Errors.Should().BeEmpty();
    }

    [TestMethod]
    public void A_joined_sidecar_says_on_which_port_it_listens()
    {
        _builder.AddContainerMain().WithSidecar("proxy", (b, n) => TestApplication.Container(b, n).WithEndpoint(name: "tcp"));

        Error().Should().Be("ASPIRESIDECAR072: Endpoint 'tcp' of 'api-proxy' has no target port, and its port cannot be published by 'api', whose network it shares. "
            + "Say on which port the program listens: targetPort.");
        Plan(isRunMode: false).Errors.Should().BeEmpty();
    }

    [TestMethod]
    public void A_joined_sidecar_has_no_alias_on_another_network()
    {
        _builder.AddContainerMain().WithSidecar("proxy", (b, n) => TestApplication.Container(b, n)
            .WithAnnotation(new ContainerNetworkAliasAnnotation("edge") { Network = new NetworkIdentifier("other") }));

        Error().Should().Be("ASPIRESIDECAR073: 'api-proxy' cannot have the alias 'edge' on network 'other': it shares the network of 'api'. "
            + "Give the alias to 'api', or 'api-proxy' its own network with WithNetworkSharing(SidecarNetwork.Separate).");
    }

    [TestMethod]
    [DataRow("a,b=c")]
    [DataRow("a b")]
    [DataRow("-edge")]
    [DataRow("edge\n")]
    public void A_sidecar_has_no_malformed_alias(string alias)
    {
        _builder.AddContainerMain().WithSidecar("proxy", (b, n) => TestApplication.Container(b, n).WithAnnotation(new ContainerNetworkAliasAnnotation(alias)));

        Error().Should().StartWith($"ASPIRESIDECAR073: '{alias}' of 'api-proxy' in the pod of 'api' is not a network alias");
    }

    [TestMethod]
    [DataRow(SidecarNetwork.Auto)]
    [DataRow(SidecarNetwork.Separate)]
    public void A_sidecar_cannot_wait_for_the_end_of_its_main(SidecarNetwork network)
    {
        var api = _builder.AddContainerMain();
        api.WithSidecar("after", (b, n) => TestApplication.Container(b, n).WithNetworkSharing(network).WaitForCompletion(api));

        Error().Should().Be("ASPIRESIDECAR014: 'api-after' waits for 'api' to complete, but it ends with 'api': it could never run. Add it as a resource of its own that waits, or remove the wait.");
    }

    [TestMethod]
    public void What_only_the_orchestrator_gives_is_refused_while_it_runs_and_no_matter_once_it_is_published()
    {
        _builder.AddContainerMain().WithSidecar("proxy", (b, n) => TestApplication.Container(b, n).WithParentProcessLifetime(Environment.ProcessId));

        Plan().Errors.Should().Contain("ASPIRESIDECAR092: 'api-proxy' is to end with a process (WithParentProcessLifetime), for which Aspire looks only with the containers that it starts itself, "
            + "and it shares the network of 'api'. Use another lifetime, or WithNetworkSharing(SidecarNetwork.Separate).");
        Plan(isRunMode: false).Errors.Should().BeEmpty();
    }

    [TestMethod]
    public void A_main_that_waits_for_a_sidecar_in_its_network_is_told_what_to_do()
    {
        var api = _builder.AddContainerMain().WithSidecar("cache", TestApplication.Container);
        api.WaitFor(api.GetSidecar("cache"));

        Error().Should().Be("ASPIRESIDECAR014: 'api' waits for 'api-cache', which shares its namespaces and can only start after it: 'api' → 'api-cache' → 'api'. "
            + "Start 'api-cache' with SidecarStartOrder.BeforeMain, give it its own network with WithNetworkSharing(SidecarNetwork.Separate), or remove the wait.");
    }

    [TestMethod]
    public void A_volume_is_kept_for_a_member_that_is_persistent()
    {
        _builder.AddContainerMain().WithLifetime(ContainerLifetime.Persistent).WithSharedVolume("files", "/files")
            .WithSidecar("other", (b, n) => TestApplication.Container(b, n).WithSharedVolume("files", "/files"));

        Plan().Pods.Single().Volumes.Single().Lifetime.Should().Be(SharedVolumeLifetime.Persistent);
        Plan(isRunMode: false).Pods.Single().Volumes.Single().Lifetime.Should().Be(SharedVolumeLifetime.Ephemeral, "what is published has no AppHost to outlive");
    }

    [TestMethod]
    public void A_volume_of_a_persistent_member_cannot_be_ephemeral()
    {
        _builder.AddContainerMain().WithLifetime(ContainerLifetime.Persistent)
            .WithSharedVolume("files", "/files", configure: volume => volume.Lifetime = SharedVolumeLifetime.Ephemeral)
            .WithSidecar("other", (b, n) => TestApplication.Container(b, n).WithSharedVolume("files", "/files"));

        Error().Should().StartWith("ASPIRESIDECAR078: Shared volume 'files' in the pod of 'api' cannot be ephemeral: 'api', which mounts it, is persistent");
    }

    private string Error() => Plan().Errors.Should().ContainSingle().Subject;

    private PodPlanningResult Plan(bool isRunMode = true) => PodPlanner.Plan(_builder.Resources, new(isRunMode, EngineHasHostNetwork: true));
}
