using Aspire.Hosting.Docker;
using Aspire.Hosting.Sidecar.Publishing;

namespace Aspire.Hosting.Sidecar.Docker.Tests;

[TestClass]
public sealed class PublishingTests
{
    private const string ComposeFile = "docker-compose.yaml";

    [TestMethod]
    public async Task The_users_customizations_see_the_pod_and_win()
    {
        string? seen = null;
        var publication = await ComposePublication.CreateAsync((builder, environment) =>
        {
            builder.AddContainer("api", "example/api", "1").WithSidecar("shipper", "example/shipper", "1", shipper => shipper
                .WithResourceLimits(memory: "64m")
                .PublishAsDockerComposeService((_, service) =>
                {
                    seen = service.NetworkMode;
                    service.Restart = "unless-stopped";
                    service.Deploy!.Resources!.Limits!.Memory = "1g";
                }));
            environment.ConfigureComposeFile(file => file.Services["api-shipper"].StopGracePeriod = "7s");
        });

        seen.Should().Be("service:api");
        publication[ComposeFile].Should().Contain("restart: \"unless-stopped\"").And.Contain("memory: \"1g\"").And.Contain("stop_grace_period: \"7s\"");
    }

    [TestMethod]
    public async Task Ports_that_the_user_publishes_on_a_sidecar_are_published_on_the_main()
    {
        var publication = await ComposePublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1")
            .WithSidecar("shipper", "example/shipper", "1", shipper => shipper.PublishAsDockerComposeService((_, service) => service.Ports.Add("1234:80"))));

        publication[ComposeFile].Should().Contain("  api:\n    image: \"example/api:1\"\n    ports:\n      - \"1234:80\"\n");
    }

    [TestMethod]
    public async Task A_project_leaves_its_default_port_to_a_sidecar_that_listens_there()
    {
        var publication = await ComposePublication.CreateAsync(builder => builder.AddProject<WebProject>("web")
            .WithSidecar("front", "example/front", "1", front => front.WithHttpEndpoint(targetPort: 8080)));

        publication[ComposeFile].Should().Contain("HTTP_PORTS: \"8081\"").And.Contain("SIDECAR_MAIN_HTTP: \"http://localhost:8081\"").And.Contain("SIDECAR_FRONT_HTTP: \"http://localhost:8080\"");
    }

    [TestMethod]
    public async Task A_health_check_of_the_user_is_waited_for()
    {
        var publication = await ComposePublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1").WithHttpEndpoint(targetPort: 80).WithHttpHealthCheck("/health")
            .PublishAsDockerComposeService((_, service) => service.Healthcheck = new() { Test = ["CMD", "true"], Interval = "5s", Timeout = "3s", StartPeriod = "1s" })
            .WithSidecar("after", "example/after", "1", after => after.WithStartOrder(SidecarStartOrder.AfterMain)));

        publication[ComposeFile].Should().Contain("condition: \"service_healthy\"");
        publication.Warnings.Should().BeEmpty();
    }

    [TestMethod]
    public async Task A_health_check_that_compose_cannot_know_is_a_warning()
    {
        var publication = await ComposePublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1").WithHttpEndpoint(targetPort: 80).WithHttpHealthCheck("/health")
            .WithSidecar("after", "example/after", "1", after => after.WithStartOrder(SidecarStartOrder.AfterMain)));

        publication[ComposeFile].Should().Contain("condition: \"service_started\"");
        publication.Warnings.Should().ContainSingle(warning => warning.StartsWith("ASPIRESIDECAR057: 'api-after' is to wait until 'api' is healthy", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task What_compose_cannot_express_is_a_warning()
    {
        var publication = await ComposePublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1")
            .WithSharedVolume("big", "/big", configure: volume => volume.SizeLimit = "1g")
            .WithSharedVolume("fast", "/fast", configure: volume => volume.Medium = SharedVolumeMedium.Memory)
            .WithInitContainer("seed", "example/seed", "1", seed => seed.WithSharedVolume("fast", "/fast"))
            .WithSidecar("shipper", "example/shipper", "1", shipper => shipper
                .WithSharedVolume("big", "/big").WithHttpEndpoint(targetPort: 80).WithHttpHealthCheck("/").RestartWhenUnhealthy(TimeSpan.FromSeconds(30)).WithResourceLimits(processes: 10).AsEssential().WithExplicitStart()
                .WithRestartPolicy(SidecarRestartPolicy.Always(TimeSpan.FromSeconds(9)))));

        publication.Warnings.Select(warning => warning.Split(" (left out)")[0]).Should().BeEquivalentTo(
            "ASPIRESIDECAR056: Docker Compose cannot express the size limit of shared volume 'big' of 'api'",
            "ASPIRESIDECAR056: Docker Compose cannot express the process limit of 'api-shipper'",
            "ASPIRESIDECAR056: Docker Compose cannot express that the main is stopped when it fails (AsEssential) of 'api-shipper'",
            "ASPIRESIDECAR056: Docker Compose cannot express the start by a command only of 'api-shipper'",
            "ASPIRESIDECAR056: Docker Compose cannot express the restart when it is unhealthy of 'api-shipper'",
            "ASPIRESIDECAR056: Docker Compose cannot express the back-off between restarts of 'api-shipper'",
            "ASPIRESIDECAR058: Shared volume 'fast' of 'api' is published on disk: in Docker Compose a volume in memory ends with its last container, "
            + "and what init container 'api-seed' writes would be gone.");
        publication[ComposeFile].Should().NotContain("tmpfs");
    }

    [TestMethod]
    public async Task Replicas_of_a_main_are_a_warning()
    {
        var publication = await ComposePublication.CreateAsync(builder => builder.AddProject<WebProject>("web").WithReplicas(3).WithSidecar("shipper", "example/shipper", "1"));

        publication.Warnings.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR056: Docker Compose cannot express the 3 replicas of 'web'");
    }

    [TestMethod]
    public async Task Arguments_of_the_engine_and_network_aliases_are_warnings()
    {
        var publication = await ComposePublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1").WithContainerNetworkAlias("other")
            .WithSidecar("shipper", "example/shipper", "1", shipper => shipper.WithContainerRuntimeArgs("--cap-add", "NET_ADMIN")));

        publication.Warnings.Should().BeEquivalentTo(
            "ASPIRESIDECAR056: Docker Compose cannot express the network alias of 'api' (left out). Refer to the resource, or use its name as the host.",
            "ASPIRESIDECAR056: Docker Compose cannot express the arguments for the container engine of 'api-shipper' (left out). Say the same with PublishAsDockerComposeService.");
    }

    [TestMethod]
    public async Task A_volume_without_a_name_is_refused_by_name()
    {
        var publish = () => ComposePublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1").WithSidecar("shipper", "example/shipper", "1", shipper => shipper.WithVolume("/buffer")));

        (await publish.Should().ThrowAsync<DistributedApplicationException>()).WithMessage("ASPIRESIDECAR084: 'api-shipper' in the pod of 'api' has a volume without a name at '/buffer'*");
    }

    [TestMethod]
    public async Task Ports_of_datagrams_are_published_as_such()
    {
        var publication = await ComposePublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1").WithSidecar("statsd", "example/statsd", "1", statsd => statsd
            .WithEndpoint(targetPort: 8125, port: 18125, name: "udp", scheme: "udp", protocol: System.Net.Sockets.ProtocolType.Udp, isExternal: true)));

        publication[ComposeFile].Should().Contain("- \"18125:8125/udp\"");
    }

    [TestMethod]
    public async Task A_program_without_a_port_of_its_own_takes_none_from_a_sidecar()
    {
        var publication = await ComposePublication.CreateAsync(builder => builder.AddExecutable("tool", "node", ".").WithHttpEndpoint(env: "PORT").PublishAsDockerFile()
            .WithSidecar("proxy", "example/proxy", "1", proxy => proxy.WithHttpEndpoint(targetPort: 8000)));

        publication[ComposeFile].Should().Contain("PORT: \"8081\"").And.Contain("SIDECAR_MAIN_HTTP: \"http://localhost:8081\"");
    }

    [TestMethod]
    public async Task A_package_that_is_not_referenced_is_named()
    {
        var publish = () => Publication.CreateAsync(builder =>
        {
            builder.AddKubernetesEnvironment("k8s").WithDashboard(false);
            builder.AddContainer("api", "example/api", "1").WithSidecar("shipper", "example/shipper", "1");
        });

        (await publish.Should().ThrowAsync<DistributedApplicationException>())
            .WithMessage("ASPIRESIDECAR051: The environment 'k8s' cannot publish the pod of 'api' without the package Aspire.Hosting.Sidecar.Kubernetes.*");
    }

    [TestMethod]
    public async Task Limits_alone_need_the_package_too()
    {
        var publish = () => Publication.CreateAsync(builder =>
        {
            builder.AddKubernetesEnvironment("k8s").WithDashboard(false);
            builder.AddContainer("api", "example/api", "1").WithResourceLimits(memory: "64m");
        });

        (await publish.Should().ThrowAsync<DistributedApplicationException>())
            .WithMessage("ASPIRESIDECAR051: The environment 'k8s' cannot publish the resource limits of 'api' without the package Aspire.Hosting.Sidecar.Kubernetes.*");
    }

    [TestMethod]
    public async Task An_environment_that_cannot_publish_pods_is_named_with_what_it_cannot_express()
    {
        var limits = await Publication.CreateAsync(builder =>
        {
            builder.AddResource(new OtherEnvironment("cloud"));
            builder.AddContainer("api", "example/api", "1").WithResourceLimits(memory: "64m");
        });
        var pod = () => Publication.CreateAsync(builder =>
        {
            builder.AddResource(new OtherEnvironment("cloud"));
            builder.AddContainer("api", "example/api", "1").WithSidecar("shipper", "example/shipper", "1");
        });

        limits.Warnings.Should().ContainSingle(warning => warning.StartsWith("ASPIRESIDECAR056: The environment 'cloud' cannot express the resource limits of 'api' (left out).", StringComparison.Ordinal));
        (await pod.Should().ThrowAsync<DistributedApplicationException>()).WithMessage("ASPIRESIDECAR052: The environment 'cloud' (OtherEnvironment) cannot publish the pod of 'api'*");
    }

    [TestMethod]
    public async Task A_member_without_an_image_is_refused_before_anything_is_written()
    {
        var folder = TemporaryFolder.Create();

        var publish = () => Publication.CreateAsync(
            builder =>
            {
                builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
                builder.AddContainer("api", "example/api", "1")
                    .WithSidecar("first", (application, name) => application.AddExecutable(name, "node", "."))
                    .WithSidecar("second", (application, name) => application.AddExecutable(name, "node", "."));
                builder.AddExecutable("tool", "node", ".").WithSidecar("shipper", "example/shipper", "1");
            },
            into: folder);

        (await publish.Should().ThrowAsync<DistributedApplicationException>()).WithMessage("*ASPIRESIDECAR050: 'api-first'*ASPIRESIDECAR050: 'api-second'*ASPIRESIDECAR050: 'tool'*");
        Directory.EnumerateFileSystemEntries(folder).Should().BeEmpty();
    }

    [TestMethod]
    public async Task What_the_user_excludes_is_left_out()
    {
        var publication = await ComposePublication.CreateAsync(builder =>
        {
            builder.AddContainer("api", "example/api", "1").WithSharedVolume("logs", "/logs")
                .WithSidecar("debugger", "example/debugger", "1", debugger => debugger.WithHttpEndpoint(targetPort: 99).WithSharedVolume("logs", "/logs").ExcludeFromManifest())
                .WithSidecar("shipper", "example/shipper", "1", shipper => shipper.WithSharedVolume("logs", "/logs"));
            builder.AddContainer("tool", "example/tool", "1").ExcludeFromManifest().WithSidecar("helper", "example/helper", "1");
        });

        publication[ComposeFile].Should().Contain("  api-shipper:").And.NotContain("debugger").And.NotContain("DEBUGGER").And.NotContain("tool");
    }

    [TestMethod]
    public async Task A_member_bound_to_another_environment_is_refused()
    {
        var publish = () => Publication.CreateAsync(builder =>
        {
            var east = builder.AddDockerComposeEnvironment("east");
            var west = builder.AddDockerComposeEnvironment("west");
            builder.AddContainer("api", "example/api", "1").WithComputeEnvironment(east).WithSidecar("shipper", "example/shipper", "1", shipper => shipper.WithComputeEnvironment(west));
        });

        (await publish.Should().ThrowAsync<DistributedApplicationException>()).WithMessage("ASPIRESIDECAR054: 'api-shipper' is published to 'west', but its main 'api' to 'east'.*");
    }

    [TestMethod]
    public async Task Without_an_environment_a_warning_says_that_pods_are_lost()
    {
        var publication = await Publication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1").WithSidecar("shipper", "example/shipper", "1"));

        publication.Warnings.Should().ContainSingle(warning => warning.StartsWith("ASPIRESIDECAR053:", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Names_of_volumes_of_two_pods_never_meet()
    {
        var publication = await ComposePublication.CreateAsync(builder =>
        {
            foreach (var (main, volume) in new[] { ("a-b", "c"), ("a", "b-c") })
            {
                builder.AddContainer(main, "example/api", "1").WithSharedVolume(volume, "/x").WithSidecar("s", "example/shipper", "1", shipper => shipper.WithSharedVolume(volume, "/x"));
            }
        });

        publication[ComposeFile].Should().Contain("source: \"a-b_c\"").And.Contain("source: \"a_b-c\"");
    }

    [TestMethod]
    public async Task The_output_is_the_same_every_time() =>
        (await ComposePublication.CreateAllTogetherAsync()).Files.Should().Equal((await ComposePublication.CreateAllTogetherAsync()).Files);

    [TestMethod]
    public void A_derived_environment_is_one_of_its_kind() =>
        PodTargets.PackageFor(new OwnEnvironment("own")).Should().Be("Aspire.Hosting.Sidecar.Docker");

    [TestMethod]
    public void A_package_that_is_not_referenced_has_no_target() => PodTargets.Find("Aspire.Hosting.Sidecar.Elsewhere").Should().BeNull();

    private sealed class OwnEnvironment(string name) : DockerComposeEnvironmentResource(name);

    private sealed class OtherEnvironment(string name) : Resource(name), IComputeEnvironmentResource;
}
