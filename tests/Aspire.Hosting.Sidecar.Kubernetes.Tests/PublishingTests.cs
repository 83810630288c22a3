#pragma warning disable ASPIREPROBES001 // Probes are what a pod's are made from.

using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Sidecar.Kubernetes.Tests.Charts;
using k8s.Models;

namespace Aspire.Hosting.Sidecar.Kubernetes.Tests;

[TestClass]
public sealed class PublishingTests
{
    [TestMethod]
    public async Task The_users_customization_of_the_main_sees_the_whole_pod_and_wins()
    {
        string[] seen = [];
        var pod = await PublishPodAsync(builder => builder.AddContainer("api", "example/api", "1")
            .WithStopGracePeriod(TimeSpan.FromSeconds(40))
            .PublishAsKubernetesService(resource =>
            {
                seen = [.. resource.Workload!.PodTemplate.Spec.Containers.Select(container => container.Name)];
                resource.Workload.PodTemplate.Spec.TerminationGracePeriodSeconds = 7;
            })
            .WithSidecar("shipper", "example/shipper", "1"));

        seen.Should().Equal("api", "shipper");
        pod.TerminationGracePeriodSeconds.Should().Be(7);
    }

    [TestMethod]
    public async Task The_users_customization_of_a_member_sees_its_container_and_wins()
    {
        var pod = await PublishPodAsync(builder => builder.AddContainer("api", "example/api", "1").WithSidecar("shipper", "example/shipper", "1", shipper => shipper
            .WithResourceLimits(cpus: 1.5, memory: "64m")
            .PublishAsKubernetesService(resource => resource.Workload!.PodTemplate.Spec.Containers[0].Resources!.Limits["memory"] = "1Gi")));

        var limits = pod.Containers[1].Resources.Limits;
        limits["memory"].ToString().Should().Be("1Gi");
        limits["cpu"].ToString().Should().Be("1500m");
    }

    [TestMethod]
    public async Task Thousandths_of_a_processor_are_those_that_were_said()
    {
        var pod = await PublishPodAsync(builder => builder.AddContainer("api", "example/api", "1")
            .WithSidecar("shipper", "example/shipper", "1", shipper => shipper.WithResourceLimits(cpus: 2.007)));

        pod.Containers[1].Resources.Limits["cpu"].ToString().Should().Be("2007m");
    }

    [TestMethod]
    public async Task Settings_of_a_members_own_pod_are_not_lost_silently()
    {
        var publication = await KubernetesPublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1").WithSidecar("shipper", "example/shipper", "1", shipper => shipper
            .PublishAsKubernetesService(resource => resource.Workload!.PodTemplate.Spec.ServiceAccount = "robot")));

        publication.Warnings.Should().ContainSingle(warning => warning.StartsWith("ASPIRESIDECAR056: Kubernetes cannot express ServiceAccount of the pod of 'api-shipper'", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Containers_that_the_user_adds_to_a_member_come_along()
    {
        var pod = await PublishPodAsync(builder => builder.AddContainer("api", "example/api", "1").WithSidecar("shipper", "example/shipper", "1", shipper => shipper
            .PublishAsKubernetesService(resource => resource.Workload!.PodTemplate.Spec.Containers.Add(new() { Name = "extra", Image = "example/extra:1" }))));

        pod.Containers.Select(container => container.Name).Should().Equal("api", "shipper", "extra");
    }

    [TestMethod]
    public async Task Two_members_on_one_port_are_refused()
    {
        var publish = () => KubernetesPublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1").WithHttpEndpoint(targetPort: 8000)
            .WithSidecar("proxy", "example/proxy", "1", proxy => proxy.WithStartOrder(SidecarStartOrder.BeforeMain).WithHttpEndpoint(targetPort: 8000)));

        (await publish.Should().ThrowAsync<DistributedApplicationException>()).WithMessage("ASPIRESIDECAR059: 'api' and 'api-proxy' both listen on port 8000*");
    }

    [TestMethod]
    public async Task What_kubernetes_cannot_express_is_a_warning()
    {
        var publication = await KubernetesPublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1")
            .WithSidecar("all", "example/all", "1", all => all
                .WithResourceLimits(processes: 10).AsEssential().WithExplicitStart().WithStartOrder(SidecarStartOrder.AfterMain).WithNetworkSharing(SidecarNetwork.Separate)
                .WithRestartPolicy(SidecarRestartPolicy.Never).WithStopGracePeriod(TimeSpan.FromSeconds(5)))
            .WithSidecar("none", "example/none", "1", none => none.WithRestartPolicy(SidecarRestartPolicy.Always())));

        string[] lost =
        [
            "the process limit", "that the main is stopped when it fails (AsEssential)", "the start by a command only", "the start after the main", "a network of its own", "the restart policy", "a grace period of its own",
        ];
        publication.Warnings.Select(warning => warning.Split(" (left out)")[0]).Should().BeEquivalentTo(lost.Select(what => $"ASPIRESIDECAR056: Kubernetes cannot express {what} of 'api-all'"));
    }

    [TestMethod]
    public async Task A_sidecar_that_starts_before_the_main_without_a_probe_is_a_warning_if_its_health_matters()
    {
        var publication = await KubernetesPublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1")
            .WithSidecar("proxy", "example/proxy", "1", proxy => proxy.WithStartOrder(SidecarStartOrder.BeforeMain).WithHttpEndpoint(targetPort: 9090).WithHttpHealthCheck("/")));

        publication.Warnings.Should().ContainSingle(warning => warning.StartsWith("ASPIRESIDECAR057: 'api' is to wait until 'api-proxy' is healthy, but Kubernetes", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task A_sidecar_that_starts_before_the_main_is_ready_when_its_only_probe_succeeds()
    {
        var pod = await PublishPodAsync(builder => builder.AddContainer("api", "example/api", "1").WithSidecar("proxy", "example/proxy", "1", proxy => proxy
            .WithStartOrder(SidecarStartOrder.BeforeMain).WithHttpEndpoint(targetPort: 9090).WithHttpProbe(ProbeType.Liveness, "/live")));

        pod.InitContainers[0].StartupProbe.HttpGet.Path.Should().Be("/live");
    }

    [TestMethod]
    public async Task Probes_of_init_containers_are_left_out_with_a_warning()
    {
        var publication = await KubernetesPublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1")
            .WithInitContainer("seed", "example/seed", "1", seed => seed.WithHttpEndpoint(targetPort: 80).WithHttpProbe(ProbeType.Readiness, "/")));

        publication.Warnings.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR056: Kubernetes cannot express the probe of 'api-seed'");
    }

    [TestMethod]
    public async Task Files_arguments_of_the_engine_and_aliases_are_not_lost_silently()
    {
        var publication = await KubernetesPublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1").WithContainerNetworkAlias("other")
            .WithSidecar("proxy", "example/proxy", "1", proxy => proxy.WithContainerRuntimeArgs("--init").WithContainerFiles("/etc/proxy", [new ContainerFile { Name = "proxy.conf", Contents = "x" }])));

        publication.Warnings.Should().BeEquivalentTo(
            "ASPIRESIDECAR056: Kubernetes cannot express the network alias of 'api' (left out). Refer to the resource, or use its name as the host.",
            "ASPIRESIDECAR056: Kubernetes cannot express the arguments for the container engine of 'api-proxy' (left out). Say the same with PublishAsKubernetesService.",
            "ASPIRESIDECAR056: Kubernetes cannot express the files at '/etc/proxy' of 'api-proxy' (left out). Put them into the image, or mount a ConfigMap with PublishAsKubernetesService.");
    }

    [TestMethod]
    public async Task Waits_within_a_pod_that_its_order_does_not_keep_are_warnings()
    {
        var publication = await KubernetesPublication.CreateAsync(builder =>
        {
            var (db, first, second) = (builder.AddContainer("db", "example/db", "1"), builder.AddContainer("first", "example/first", "1"), builder.AddContainer("second", "example/second", "1"));
            var api = builder.AddContainer("api", "example/api", "1").WaitFor(db).WithSidecar(first).WithSidecar(second).WithSidecar("proxy", "example/proxy", "1", proxy =>
            {
                proxy.WithStartOrder(SidecarStartOrder.BeforeMain);
                first.WaitFor(proxy);
            });
            second.WaitFor(first);
        });

        publication.Warnings.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR056: Kubernetes cannot express the wait for 'first' of 'second'");
    }

    [TestMethod]
    public async Task Mounts_that_cannot_be_published_are_refused_by_name_all_of_them()
    {
        var publish = () => KubernetesPublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1").WithBindMount(".", "/src")
            .WithSidecar("proxy", "example/proxy", "1", proxy => proxy.WithBindMount(".", "/etc/proxy").WithVolume("/buffer")));

        (await publish.Should().ThrowAsync<DistributedApplicationException>())
            .WithMessage("*ASPIRESIDECAR084: 'api-proxy' in the pod of 'api' has a volume without a name at '/buffer'*'api' in the pod of 'api' has a folder of this machine at '/src'*'api-proxy'*'/etc/proxy'*");
    }

    [TestMethod]
    [DataRow(56, true, "*ASPIRESIDECAR085: The name '*-s' has 56 characters, of which Kubernetes takes 55*")]
    [DataRow(64, false, "*ASPIRESIDECAR085: The name '*-s' has 64 characters, of which Kubernetes takes 63*")]
    public async Task Names_that_are_too_long_for_kubernetes_are_refused(int length, bool withEndpoint, string message)
    {
        var publish = () => KubernetesPublication.CreateAsync(builder => builder.AddContainer(new string('a', length - 2), "example/api", "1").WithSidecar("s", "example/s", "1", sidecar =>
        {
            if (withEndpoint)
            {
                sidecar.WithHttpEndpoint(targetPort: 80);
            }
        }));

        (await publish.Should().ThrowAsync<DistributedApplicationException>()).WithMessage(message);
    }

    [TestMethod]
    public async Task The_longest_names_are_accepted()
    {
        var pod = await PublishPodAsync(builder => builder.AddContainer(new string('a', 53), "example/api", "1").WithHttpEndpoint(targetPort: 80, name: "Web-UI").WithSharedVolume(new string('v', 63), "/v")
            .WithSidecar("s", "example/s", "1", sidecar => sidecar.WithHttpEndpoint(targetPort: 81, name: "Admin").WithSharedVolume(new string('v', 63), "/v")));

        pod.Containers.Should().HaveCount(2);
    }

    [TestMethod]
    public async Task Volumes_that_the_user_adds_under_one_name_twice_are_not_mixed_up_silently()
    {
        var publication = await KubernetesPublication.CreateAsync(builder =>
        {
            var api = builder.AddContainer("api", "example/api", "1").WithSharedVolume("logs", "/logs");
            foreach (var name in new[] { "first", "second" })
            {
                api.WithSidecar(name, "example/image", "1", sidecar => sidecar.WithSharedVolume("logs", "/logs").PublishAsKubernetesService(resource =>
                    resource.Workload!.PodTemplate.Spec.Volumes.AddRange([new() { Name = "settings", EmptyDir = new() }, new() { Name = "logs", EmptyDir = new() }])));
            }
        });

        publication.Warnings.Select(warning => warning[..80]).Should().BeEquivalentTo(
            new[] { "the volume 'logs' of 'api-first'", "the volume 'settings' of 'api-second'", "the volume 'logs' of 'api-second'" }.Select(what => $"ASPIRESIDECAR056: Kubernetes cannot express {what} (left out)."[..80]));
    }

    [TestMethod]
    public async Task A_claimed_volume_is_open_to_members_that_run_as_users_of_their_own()
    {
        var pod = await PublishPodAsync(builder => builder.AddContainer("api", "example/api", "1").WithSharedVolume("state", "/state", configure: volume => volume.Lifetime = SharedVolumeLifetime.Persistent)
            .WithSidecar("backup", "example/backup", "1", backup => backup.WithSharedVolume("state", "/mnt")));

        (pod.SecurityContext.FsGroup, pod.SecurityContext.FsGroupChangePolicy).Should().Be((2000L, "OnRootMismatch"));
    }

    [TestMethod]
    public async Task Replicas_are_pods_with_sidecars_of_their_own()
    {
        var publication = await KubernetesPublication.CreateAsync(builder => builder.AddProject<WebProject>("web").WithReplicas(3).WithSidecar("shipper", "example/shipper", "1"));

        publication.Warnings.Should().BeEmpty();
        RenderedChart.Read(publication).All<V1Deployment>().Single().Spec.Replicas.Should().Be(3);
    }

    [TestMethod]
    public async Task A_reference_to_what_is_left_out_is_refused()
    {
        var publish = () => KubernetesPublication.CreateAsync(builder =>
        {
            var tool = builder.AddContainer("tool", "example/tool", "1").ExcludeFromManifest().WithSidecar("proxy", "example/proxy", "1", proxy => proxy.WithHttpEndpoint(targetPort: 80));
            builder.AddContainer("client", "example/client", "1").WithArgs(tool.GetSidecarEndpoint("proxy", "http"));
        });

        (await publish.Should().ThrowAsync<Exception>()).WithMessage("*ASPIRESIDECAR082: 'client' refers to an endpoint of 'tool-proxy'*");
    }

    [TestMethod]
    public async Task A_parameter_as_an_argument_is_refused_by_name()
    {
        var publish = () => KubernetesPublication.CreateAsync(builder =>
        {
            var password = builder.AddParameter("pw", secret: true);
            builder.AddContainer("api", "example/api", "1").WithSidecar("proxy", "example/proxy", "1", proxy => proxy.WithArgs("--password", password));
        });

        (await publish.Should().ThrowAsync<Exception>()).WithMessage("*ASPIRESIDECAR086: Parameter 'pw' is an argument of 'api-proxy'*");
    }

    [TestMethod]
    public async Task A_restart_when_unhealthy_is_a_liveness_probe()
    {
        var pod = await PublishPodAsync(builder => builder.AddContainer("api", "example/api", "1").WithSidecar("proxy", "example/proxy", "1", proxy => proxy
            .WithHttpEndpoint(targetPort: 9090).WithHttpProbe(ProbeType.Readiness, "/ready", periodSeconds: 4).RestartWhenUnhealthy(TimeSpan.FromSeconds(30))));

        var probe = pod.Containers[1].LivenessProbe;
        probe.HttpGet.Path.Should().Be("/ready");
        probe.FailureThreshold.Should().Be(8);
    }

    [TestMethod]
    public async Task A_restart_when_unhealthy_without_a_probe_is_a_warning()
    {
        var publication = await KubernetesPublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1").WithSidecar("proxy", "example/proxy", "1", proxy => proxy
            .WithHttpEndpoint(targetPort: 9090).WithHttpHealthCheck("/").RestartWhenUnhealthy(TimeSpan.FromSeconds(30))));

        publication.Warnings.Should().ContainSingle(warning => warning.StartsWith("ASPIRESIDECAR056: Kubernetes cannot express the restart when it is unhealthy of 'api-proxy'", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("emptyDir")]
    [DataRow("pvc")]
    public async Task Shared_volumes_are_claimed_once_if_they_are_persistent_and_else_never(string storageType)
    {
        var publication = await KubernetesPublication.CreateAsync(
            builder => builder.AddContainer("api", "example/api", "1").WithSharedVolume("state", "/state", configure: volume => (volume.Lifetime, volume.SizeLimit) = (SharedVolumeLifetime.Persistent, "2g"))
                .WithSharedVolume("logs", "/logs")
                .WithSidecar("backup", "example/backup", "1", backup => backup.WithSharedVolume("state", "/mnt").WithSharedVolume("logs", "/logs")),
            storageType);

        var chart = RenderedChart.Read(publication);
        var claim = chart.All<V1PersistentVolumeClaim>().Should().ContainSingle().Subject;
        claim.Metadata.Name.Should().Be("api-state-pvc");
        claim.Spec.Resources.Requests["storage"].ToString().Should().Be("2Gi");
        chart.All<V1Deployment>().Single().Spec.Template.Spec.Volumes.Select(volume => (volume.Name, volume.EmptyDir is null)).Should().BeEquivalentTo([("state", true), ("logs", false)]);
    }

    [TestMethod]
    public async Task A_volume_of_a_members_own_keeps_its_name()
    {
        var pod = await PublishPodAsync(builder => builder.AddContainer("api", "example/api", "1").WithVolume("data", "/own").WithSharedVolume("data", "/shared")
            .WithSidecar("shipper", "example/shipper", "1", shipper => shipper.WithSharedVolume("data", "/shared")));

        pod.Volumes.Select(volume => volume.Name).Should().Equal("data", "pod-data");
        pod.Containers[0].VolumeMounts.Select(mount => (mount.Name, mount.MountPath)).Should().Equal(("data", "/own"), ("pod-data", "/shared"));
    }

    [TestMethod]
    public async Task A_sidecar_named_as_its_main_keeps_its_resource_name()
    {
        var pod = await PublishPodAsync(builder => builder.AddContainer("api", "example/api", "1").WithSidecar("api", "example/shipper", "1"));

        pod.Containers.Select(container => container.Name).Should().Equal("api", "api-api");
    }

    [TestMethod]
    public async Task Long_names_of_ports_are_left_out()
    {
        var pod = await PublishPodAsync(builder => builder.AddContainer("api", "example/api", "1").WithHttpEndpoint(targetPort: 80, name: "a-name-of-many-letters").WithHttpEndpoint(targetPort: 81)
            .WithSidecar("shipper", "example/shipper", "1"));

        pod.Containers[0].Ports.Select(port => port.Name).Should().Equal(null, "http");
    }

    [TestMethod]
    public async Task The_longest_grace_period_is_that_of_the_pod()
    {
        var pod = await PublishPodAsync(builder => builder.AddContainer("api", "example/api", "1").WithSidecar("slow", "example/slow", "1", slow => slow.WithStopGracePeriod(TimeSpan.FromMinutes(2))));

        pod.TerminationGracePeriodSeconds.Should().Be(120);
    }

    [TestMethod]
    public async Task A_main_with_a_connection_string_is_a_stateful_set_with_its_sidecars()
    {
        var chart = RenderedChart.Read(await KubernetesPublication.CreateAsync(builder =>
        {
            builder.Configuration["Parameters:cache-password"] = "secret";
            var cache = builder.AddRedis("cache");
            cache.WithSidecar("exporter", "example/exporter", "1", exporter => exporter.WithHttpEndpoint(targetPort: 9121).WithEnvironment("REDIS", cache.Resource.ConnectionStringExpression));
        }));

        chart.All<V1StatefulSet>().Single().Spec.Template.Spec.Containers.Select(container => container.Name).Should().Equal("cache", "exporter");
        chart.All<V1Secret>().Single(secret => secret.Metadata.Name == "cache-exporter-secrets").StringData["REDIS"].Should().StartWith("localhost:6379,password=");
    }

    [TestMethod]
    public async Task Conditionals_are_rewritten_in_both_branches()
    {
        var chart = RenderedChart.Read(await KubernetesPublication.CreateAsync(builder =>
        {
            var flag = builder.AddParameter("flag", () => "on", publishValueAsDefault: true);
            var api = builder.AddContainer("api", "example/api", "1").WithSidecar("proxy", "example/proxy", "1", proxy => proxy.WithHttpEndpoint(targetPort: 9090));
            var endpoint = api.GetSidecarEndpoint("proxy", "http");
            api.WithEnvironment("A", ReferenceExpression.CreateConditional(flag.Resource, "on", ReferenceExpression.Create($"yes {endpoint}"), ReferenceExpression.Create($"no")));
        }));

        chart.All<V1ConfigMap>().Single(item => item.Metadata.Name == "api-config").Data["A"].Should().Be("yes http://localhost:9090");
    }

    [TestMethod]
    public async Task The_output_is_the_same_every_time() =>
        (await KubernetesPublication.CreateAllTogetherAsync()).Files.Should().Equal((await KubernetesPublication.CreateAllTogetherAsync()).Files);

    [TestMethod]
    public async Task A_member_without_an_image_is_refused()
    {
        var publish = () => KubernetesPublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1").WithSidecar("tool", (application, name) => application.AddExecutable(name, "node", ".")));

        (await publish.Should().ThrowAsync<DistributedApplicationException>()).WithMessage("ASPIRESIDECAR050: 'api-tool'*");
    }

    [TestMethod]
    public async Task Each_environment_has_the_pods_of_its_mains()
    {
        var publication = await Publication.CreateAsync(builder =>
        {
            var east = builder.AddKubernetesEnvironment("east").WithDashboard(false);
            var west = builder.AddKubernetesEnvironment("west").WithDashboard(false);
            foreach (var (name, environment) in new (string, IResourceBuilder<KubernetesEnvironmentResource>)[] { ("api", east), ("web", west) })
            {
                builder.AddContainer(name, "example/api", "1").WithComputeEnvironment(environment).WithSidecar("shipper", "example/shipper", "1");
            }
        });

        publication["east/templates/api/deployment.yaml"].Should().Contain("name: \"shipper\"");
        publication["west/templates/web/deployment.yaml"].Should().Contain("name: \"shipper\"");
        publication.Files.Keys.Should().NotContain(path => path.StartsWith("east/templates/web", StringComparison.Ordinal));
    }

    private static async Task<V1PodSpec> PublishPodAsync(Action<IDistributedApplicationBuilder> describe) =>
        RenderedChart.Read(await KubernetesPublication.CreateAsync(describe)).All<V1Deployment>().Single().Spec.Template.Spec;
}
