using Aspire.Hosting.Docker;

namespace StandIns.Tests.Docker;

[TestClass]
public sealed class ComposeSampleTests
{
    [TestMethod]
    public async Task Values() => (await PublishAsync(SampleModels.Values)).ShouldBe("compose-values");

    [TestMethod]
    public async Task Volumes() => (await PublishAsync(SampleModels.Volumes, SampleModels.Files)).ShouldBe("compose-volumes");

    [TestMethod]
    public async Task Projects() => (await PublishAsync(SampleModels.Projects)).ShouldBe("compose-projects");

    [TestMethod]
    public async Task Integrations() => (await PublishAsync(SampleModels.Integrations)).ShouldBe("compose-integrations");

    [TestMethod]
    public async Task Dashboard() =>
        (await Publication.CreateAsync(builder =>
        {
            builder.AddDockerComposeEnvironment("compose");
            SampleModels.Dashboard(builder);
        })).ShouldBe("compose-dashboard");

    [TestMethod]
    public async Task Customizations() =>
        (await Publication.CreateAsync(builder => Customize(builder, builder.AddDockerComposeEnvironment("compose").WithDashboard(false)))).ShouldBe("compose-custom");

    private static Task<Publication> PublishAsync(params Action<IDistributedApplicationBuilder>[] models) => Publication.CreateAsync(builder =>
    {
        builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
        foreach (var model in models)
        {
            model(builder);
        }
    });

    private static void Customize(IDistributedApplicationBuilder builder, IResourceBuilder<DockerComposeEnvironmentResource> environment)
    {
        var m = builder.AddContainer("m", "localhost/m", "1").WithHttpEndpoint(targetPort: 80);
        builder.AddContainer("n", "localhost/n", "1").WithHttpEndpoint(targetPort: 81).WaitFor(m)
            .PublishAsDockerComposeService((_, service) =>
            {
                service.NetworkMode = "service:m";
                service.Networks.Clear();
                service.Expose.Clear();
                service.Pid = "service:m";
                service.Ipc = "service:m";
                service.Restart = "on-failure:5";
                service.StopGracePeriod = "20s";
                service.Labels["k"] = "v";
                service.Deploy = new() { Resources = new() { Limits = new() { Cpus = "0.25", Memory = "64M" } } };
            });
        m.PublishAsDockerComposeService((_, service) =>
        {
            service.Ipc = "shareable";
            service.Healthcheck = new() { Test = ["CMD", "true"], Interval = "5s", Timeout = "3s", StartPeriod = "1s", Retries = 3 };
            service.Init = true;
            service.Hostname = "h";
        });
        environment.ConfigureComposeFile(file =>
        {
            file.Services["n"].DependsOn["m"].Condition = "service_healthy";
            file.Volumes["tmp"] = new() { Name = "tmp", Driver = "local", DriverOpts = new() { ["type"] = "tmpfs", ["device"] = "tmpfs", ["o"] = "size=8m" } };
        });
    }
}
