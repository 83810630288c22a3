using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Tests.Planning;

[TestClass]
public class PodPlannerTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public void A_resource_without_sidecars_is_no_pod()
    {
        _builder.AddMain();

        Plan().Pods.Should().BeEmpty();
    }

    [TestMethod]
    public void A_sidecar_that_was_removed_from_the_model_is_in_no_pod()
    {
        var main = _builder.AddContainerMain().WithSharedVolume("logs", "/logs")
            .WithSidecar("helper", (b, n) => TestApplication.Container(b, n).WithSharedVolume("logs", "/logs"));
        _builder.Resources.Remove(main.GetSidecar("helper").Resource);

        var result = Plan();

        result.Errors.Should().BeEmpty();
        result.Pods.Single().Members.Should().BeEmpty();
        result.Pods.Single().Volumes.Should().ContainSingle();
    }

    [TestMethod]
    public void Another_takes_the_place_of_one_that_was_removed()
    {
        var main = _builder.AddMain().WithSidecar("helper", TestApplication.Process);
        _builder.Resources.Remove(main.GetSidecar("helper").Resource);

        main.WithSidecar("helper", TestApplication.Container);

        Plan().Pods.Single().Members.Single().Resource.Should().BeSameAs(main.GetSidecar("helper").Resource).And.BeOfType<ContainerResource>();
    }

    [TestMethod]
    public void A_function_that_throws_leaves_nothing_in_the_model()
    {
        var main = _builder.AddMain();
        main.Invoking(api => api.WithSidecar("helper", "debian", configure: _ => throw new InvalidOperationException("no"))).Should().Throw<InvalidOperationException>();

        _builder.Resources.Should().Equal(main.Resource);
        main.WithSidecar("helper", TestApplication.Process);
        Plan().Errors.Should().BeEmpty();
    }

    [TestMethod]
    public void A_sidecar_whose_main_was_removed_is_refused()
    {
        var main = _builder.AddMain().WithSidecar("helper", TestApplication.Process);
        _builder.Resources.Remove(main.Resource);

        Plan().Errors.Should().ContainSingle().Which.Should().Be(
            "ASPIRESIDECAR089: 'api-helper' is a sidecar of 'api', which is no longer in the model. Remove 'api-helper' too, or keep 'api'.");
    }

    [TestMethod]
    public void Members_have_the_defaults()
    {
        _builder.AddMain().WithSidecar("helper", TestApplication.Process);

        var member = Plan().Pods.Single().Members.Single();

        (member.Name, member.Role, member.StartOrder, member.IsEssential).Should().Be(("helper", PodMemberRole.Sidecar, SidecarStartOrder.WithMain, false));
        member.RestartPolicy.Should().Be(SidecarRestartPolicy.Default);
        member.StopGracePeriod.Should().BeNull();
    }

    [TestMethod]
    public void Settings_apply_whether_made_before_or_after_attaching_and_the_last_wins()
    {
        var sidecar = TestApplication.Process(_builder, "helper")
            .WithStartOrder(SidecarStartOrder.AfterMain).WithStartOrder(SidecarStartOrder.BeforeMain);
        _builder.AddMain().WithSidecar(sidecar);
        sidecar.WithRestartPolicy(SidecarRestartPolicy.Never).AsEssential().WithStopGracePeriod(TimeSpan.FromSeconds(3));

        var member = Plan().Pods.Single().Members.Single();

        (member.StartOrder, member.RestartPolicy, member.IsEssential, member.StopGracePeriod)
            .Should().Be((SidecarStartOrder.BeforeMain, SidecarRestartPolicy.Never, true, TimeSpan.FromSeconds(3)));
    }

    [TestMethod]
    [DataRow(true, true, SidecarNetwork.Auto, PodNetwork.Pod)]
    [DataRow(true, true, SidecarNetwork.Shared, PodNetwork.Pod)]
    [DataRow(true, true, SidecarNetwork.Separate, PodNetwork.Separate)]
    [DataRow(false, true, SidecarNetwork.Auto, PodNetwork.Separate)]
    [DataRow(false, true, SidecarNetwork.Shared, PodNetwork.Host)]
    [DataRow(false, false, SidecarNetwork.Auto, PodNetwork.Host)]
    [DataRow(false, false, SidecarNetwork.Shared, PodNetwork.Host)]
    [DataRow(true, false, SidecarNetwork.Auto, PodNetwork.Host)]
    public void The_network_follows_from_main_and_sidecar(bool mainIsContainer, bool sidecarIsContainer, SidecarNetwork wanted, object expected)
    {
        if (mainIsContainer)
        {
            Attach(_builder.AddContainerMain());
        }
        else
        {
            Attach(_builder.AddMain());
        }

        var result = Plan();

        result.Errors.Should().BeEmpty();
        result.Pods.Single().Members.Single().Network.Should().Be((PodNetwork)expected);

        void Attach<T>(IResourceBuilder<T> main)
            where T : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
        {
            _ = sidecarIsContainer
                ? main.WithSidecar("helper", (b, n) => TestApplication.Container(b, n).WithNetworkSharing(wanted))
                : main.WithSidecar("helper", (b, n) => TestApplication.Process(b, n).WithNetworkSharing(wanted));
        }
    }

    [TestMethod]
    public void Members_that_start_before_a_container_main_have_networks_of_their_own()
    {
        _builder.AddContainerMain()
            .WithInitContainer("seed", TestApplication.Container)
            .WithSidecar("proxy", (b, n) => TestApplication.Container(b, n).WithStartOrder(SidecarStartOrder.BeforeMain));

        Plan().Pods.Single().Members.Should().OnlyContain(member => member.Network == PodNetwork.Separate);
    }

    [TestMethod]
    public void Sharing_the_network_before_the_main_starts_is_an_error()
    {
        _builder.AddContainerMain().WithSidecar("proxy", (b, n) => TestApplication.Container(b, n)
            .WithStartOrder(SidecarStartOrder.BeforeMain).WithNetworkSharing(SidecarNetwork.Shared));

        Plan().Errors.Should().ContainSingle().Which.Should().Be("ASPIRESIDECAR011: 'api-proxy' starts before 'api' and cannot share its network, "
            + "which does not exist yet. Remove WithNetworkSharing(SidecarNetwork.Shared), or start it with SidecarStartOrder.WithMain.");
    }

    [TestMethod]
    public void Sharing_the_hosts_network_needs_an_engine_on_Linux()
    {
        _builder.AddMain().WithSidecar("proxy", (b, n) => TestApplication.Container(b, n).WithNetworkSharing(SidecarNetwork.Shared));

        Plan(hostNetwork: false).Errors.Should().ContainSingle().Which.Should().Be("ASPIRESIDECAR017: 'api-proxy' cannot share the network of 'api', "
            + "which runs as a process on this machine: only a container engine on Linux has the host's network. Use SidecarNetwork.Auto or Separate, or run 'api' as a container.");
    }

    [TestMethod]
    public void A_process_cannot_share_the_network_of_a_container()
    {
        _builder.AddContainerMain().WithSidecar("proxy", (b, n) => TestApplication.Process(b, n).WithNetworkSharing(SidecarNetwork.Shared));

        Plan().Errors.Should().ContainSingle().Which.Should().Be("ASPIRESIDECAR017: 'api-proxy' runs as a process on this machine and cannot share the network of 'api', "
            + "which runs in a container. Use SidecarNetwork.Auto or Separate, or run 'api-proxy' as a container.");
    }

    [TestMethod]
    public void Processes_and_IPC_are_shared_between_containers_only()
    {
        _builder.AddMain().WithSidecar("debugger", (b, n) => TestApplication.Container(b, n).WithSharedProcesses().WithSharedIpc());

        Plan().Errors.Should().BeEquivalentTo(
            "ASPIRESIDECAR012: 'api-debugger' cannot share the process namespace of 'api': both must be containers. Remove WithSharedProcesses(), or run both as containers.",
            "ASPIRESIDECAR012: 'api-debugger' cannot share the IPC namespace of 'api': both must be containers. Remove WithSharedIpc(), or run both as containers.");
    }

    [TestMethod]
    public void Containers_that_share_a_network_must_listen_on_different_ports()
    {
        _builder.AddContainerMain().WithHttpEndpoint(targetPort: 9090)
            .WithSidecar("exporter", (b, n) => TestApplication.Container(b, n).WithHttpEndpoint(targetPort: 9090, name: "metrics"));

        Plan().Errors.Should().ContainSingle().Which.Should().Be("ASPIRESIDECAR010: 'api' and 'api-exporter' both listen on port 9090, "
            + "but share one network in the pod of 'api'. Change the target port of one, or give the sidecar its own network with WithNetworkSharing(SidecarNetwork.Separate).");
    }

    [TestMethod]
    public void Two_sidecars_that_share_a_network_must_listen_on_different_ports()
    {
        _builder.AddContainerMain()
            .WithSidecar("first", (b, n) => TestApplication.Container(b, n).WithHttpEndpoint(targetPort: 9090))
            .WithSidecar("second", (b, n) => TestApplication.Container(b, n).WithHttpEndpoint(targetPort: 9090));

        Plan().Errors.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR010: 'api-first' and 'api-second' both listen on port 9090, but share one network in the pod of 'api'");
    }

    [TestMethod]
    public void Separate_networks_may_use_one_port()
    {
        _builder.AddContainerMain().WithHttpEndpoint(targetPort: 9090).WithSidecar("exporter", (b, n) => TestApplication.Container(b, n)
            .WithHttpEndpoint(targetPort: 9090).WithNetworkSharing(SidecarNetwork.Separate));

        Plan().Errors.Should().BeEmpty();
    }

    [TestMethod]
    public void TCP_and_UDP_do_not_collide()
    {
        _builder.AddContainerMain().WithEndpoint(targetPort: 53, name: "dns")
            .WithSidecar("dns", (b, n) => TestApplication.Container(b, n)
                .WithEndpoint("dns", endpoint => (endpoint.TargetPort, endpoint.Protocol) = (53, System.Net.Sockets.ProtocolType.Udp)));

        Plan().Errors.Should().BeEmpty();
    }

    [TestMethod]
    public void Processes_that_listen_on_one_port_are_an_error()
    {
        _builder.AddMain().WithHttpEndpoint(targetPort: 9090)
            .WithSidecar("exporter", (b, n) => TestApplication.Process(b, n).WithHttpEndpoint(port: 9090, isProxied: false));

        Plan().Errors.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR010: 'api' and 'api-exporter'");
    }

    [TestMethod]
    public void An_init_container_has_no_restart_policy()
    {
        _builder.AddMain().WithInitContainer("seed", (b, n) => TestApplication.Process(b, n).WithRestartPolicy(SidecarRestartPolicy.Always()));

        Plan().Errors.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR015: Init container 'api-seed' of 'api' has a restart policy");
    }

    [TestMethod]
    public void Replicas_with_a_shared_network_are_a_warning()
    {
        _builder.AddContainerMain().WithAnnotation(new ReplicaAnnotation(3)).WithSidecar("proxy", TestApplication.Container);

        var result = Plan();

        result.Errors.Should().BeEmpty();
        result.Warnings.Should().ContainSingle().Which.Should().Be(
            "ASPIRESIDECAR016: 'api' has 3 replicas, and its sidecar 'api-proxy' shares the network of the first one only. Use one replica, or SidecarNetwork.Separate.");
    }

    [TestMethod]
    public void Of_replicas_that_were_said_twice_the_last_count()
    {
        _builder.AddContainerMain().WithAnnotation(new ReplicaAnnotation(1)).WithAnnotation(new ReplicaAnnotation(3)).WithSidecar("proxy", TestApplication.Container);

        Plan().Warnings.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR016: 'api' has 3 replicas");
    }

    [TestMethod]
    [DataRow(true, false)]
    [DataRow(false, true)]
    public void A_project_is_a_container_once_it_is_published_and_an_executable_never(bool isRunMode, bool isContainer)
    {
        var project = _builder.AddProject("web", Path.Combine(TemporaryFolder.Create(), "web.csproj"), options => options.ExcludeLaunchProfile = true);
        var executable = _builder.AddMain();
        PodPlanningContext context = new(isRunMode, EngineHasHostNetwork: true);

        context.IsContainer(project.Resource).Should().Be(isContainer);
        context.IsContainer(executable.Resource).Should().BeFalse();
    }

    [TestMethod]
    public void Limits_of_a_container_need_no_warning()
    {
        _builder.AddContainerMain().WithResourceLimits(cpus: 1);

        Plan().Warnings.Should().BeEmpty();
    }

    [TestMethod]
    public void Sidecar_settings_of_a_resource_that_is_no_sidecar_are_an_error()
    {
        _builder.AddMain().AsEssential();

        Plan().Errors.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR019: 'api' has AsEssential, but is not a sidecar");
    }

    [TestMethod]
    public void A_grace_period_is_for_mains_and_their_members()
    {
        _builder.AddMain().WithStopGracePeriod(TimeSpan.FromSeconds(3)).WithSidecar("helper", TestApplication.Process);
        _builder.AddMain("lonely").WithStopGracePeriod(TimeSpan.FromSeconds(3));

        Plan().Errors.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR019: 'lonely' has WithStopGracePeriod, but is neither a main nor a sidecar");
    }

    [TestMethod]
    [DataRow(true, null, true)]
    [DataRow(false, null, false)]
    [DataRow(true, SharedVolumeLifetime.Persistent, false)]
    public void A_volume_that_nobody_writes_to_is_a_warning(bool isReadOnly, SharedVolumeLifetime? lifetime, bool isWarned)
    {
        _builder.AddContainerMain().WithSharedVolume("data", "/data", isReadOnly: true, configure: volume => volume.Lifetime = lifetime)
            .WithSidecar("helper", (b, n) => TestApplication.Container(b, n).WithSharedVolume("data", "/data", isReadOnly));

        Plan().Warnings.Any(warning => warning.StartsWith("ASPIRESIDECAR088: Shared volume 'data' of 'api' stays empty", StringComparison.Ordinal)).Should().Be(isWarned);
    }

    [TestMethod]
    public void Limits_of_a_process_are_a_warning_in_run_mode_only()
    {
        _builder.AddMain().WithResourceLimits(cpus: 1);

        Plan().Warnings.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR020: The resource limits of 'api'");
        Plan(isRunMode: false).Warnings.Should().BeEmpty();
    }

    [TestMethod]
    public void A_memory_volume_with_a_process_is_kept_on_disk_with_a_warning()
    {
        _builder.AddMain().WithSharedVolume("scratch", "/scratch", configure: volume => volume.Medium = SharedVolumeMedium.Memory)
            .WithSidecar("helper", (b, n) => TestApplication.Process(b, n).WithSharedVolume("scratch", "/scratch"));

        Plan().Warnings.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR021: Shared volume 'scratch' of 'api'");
    }

    [TestMethod]
    public void A_size_limit_on_disk_applies_on_publish_with_a_warning()
    {
        Scratch(SharedVolumeMedium.Disk);

        Plan().Warnings.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR030: The size limit of shared volume 'scratch' of 'api'");
        Plan(isRunMode: false).Warnings.Should().BeEmpty();
    }

    [TestMethod]
    public void A_size_limit_in_memory_needs_no_warning()
    {
        Scratch(SharedVolumeMedium.Memory);

        Plan().Warnings.Should().BeEmpty();
    }

    [TestMethod]
    public async Task All_problems_of_all_pods_are_reported_together()
    {
        _builder.AddMain("first").WithInitContainer("seed", (b, n) => TestApplication.Process(b, n).WithRestartPolicy(SidecarRestartPolicy.Always()));
        _builder.AddMain("second").WithSidecar("debugger", (b, n) => TestApplication.Container(b, n).WithSharedProcesses());

        var complete = _builder.CompleteAsync;

        (await complete.Should().ThrowAsync<DistributedApplicationException>()).Which.Message
            .Should().Contain("ASPIRESIDECAR015: Init container 'first-seed'").And.Contain("ASPIRESIDECAR012: 'second-debugger'");
    }

    [TestMethod]
    public void Sidecars_stop_side_by_side_and_those_that_came_before_the_main_in_reverse()
    {
        _builder.AddMain()
            .WithSidecar("after", (b, n) => TestApplication.Process(b, n).WithStartOrder(SidecarStartOrder.AfterMain))
            .WithSidecar("before1", (b, n) => TestApplication.Process(b, n).WithStartOrder(SidecarStartOrder.BeforeMain))
            .WithSidecar("before2", (b, n) => TestApplication.Process(b, n).WithStartOrder(SidecarStartOrder.BeforeMain))
            .WithSidecar("with1", TestApplication.Process)
            .WithSidecar("with2", TestApplication.Process);

        PodPlan.StopWaves(Plan().Pods.Single().Sidecars).Select(wave => string.Join(' ', wave.Select(member => member.Name)))
            .Should().Equal("after with1 with2", "before2", "before1");
    }

    private void Scratch(SharedVolumeMedium medium) => _builder.AddContainerMain()
        .WithSharedVolume("scratch", "/scratch", configure: volume => (volume.Medium, volume.SizeLimit) = (medium, "1m"))
        .WithSidecar("helper", (b, n) => TestApplication.Container(b, n).WithSharedVolume("scratch", "/scratch"));

    private PodPlanningResult Plan(bool isRunMode = true, bool hostNetwork = true) => PodPlanner.Plan(_builder.Resources, new(isRunMode, hostNetwork));
}
