namespace StandIns.Tests.Kubernetes;

[TestClass]
public sealed class KubernetesSampleTests
{
    [TestMethod]
    public async Task Values() => (await PublishAsync(SampleModels.Values)).ShouldBe("k8s-values");

    [TestMethod]
    public async Task Volumes() => (await PublishAsync(SampleModels.Volumes)).ShouldBe("k8s-volumes");

    [TestMethod]
    public async Task Projects() => (await PublishAsync(SampleModels.Projects)).ShouldBe("k8s-projects");

    [TestMethod]
    public async Task Integrations() => (await PublishAsync(SampleModels.Integrations)).ShouldBe("k8s-integrations");

    [TestMethod]
    public async Task Dashboard() =>
        (await Publication.CreateAsync(builder =>
        {
            builder.AddKubernetesEnvironment("k8s");
            SampleModels.Dashboard(builder);
        })).ShouldBe("k8s-dashboard");

    [TestMethod]
    public async Task Customizations() => (await PublishAsync(Customize)).ShouldBe("k8s-custom");

    private static Task<Publication> PublishAsync(Action<IDistributedApplicationBuilder> describe) => Publication.CreateAsync(builder =>
    {
        builder.AddKubernetesEnvironment("k8s").WithDashboard(false);
        builder.Configuration["Parameters:pw"] = "secret";
        describe(builder);
    });

    private static void Customize(IDistributedApplicationBuilder builder)
    {
        var m = builder.AddContainer("m", "localhost/m", "1").WithHttpEndpoint(targetPort: 80);
        builder.AddContainer("n", "localhost/n", "1").WithHttpEndpoint(targetPort: 81).WaitFor(m)
            .PublishAsKubernetesService(resource =>
            {
                var pod = resource.Workload!.PodTemplate.Spec;
                pod.Containers[0].RestartPolicy = "Always";
                pod.Containers[0].Resources = new() { Limits = { ["cpu"] = "250m", ["memory"] = "64Mi" } };
                pod.Containers[0].VolumeMounts.Add(new() { Name = "v", MountPath = "/v" });
                pod.ShareProcessNamespace = true;
                pod.TerminationGracePeriodSeconds = 20;
                pod.Volumes.Add(new() { Name = "v", EmptyDir = new() { Medium = "Memory", SizeLimit = "8Mi" } });
            });
    }
}
