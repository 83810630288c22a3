#pragma warning disable ASPIREPROBES001 // Probes are what a health check is made from.

using System.Text.RegularExpressions;

namespace Aspire.Hosting.Sidecar.Docker.Tests;

[TestClass]
public sealed partial class HealthTests
{
    private const string HealthyOther = "      other:\n        condition: \"service_healthy\"";

    [TestMethod]
    public async Task Members_wait_for_the_health_of_an_outsider_with_a_probe()
    {
        var file = await PublishAsync(builder =>
        {
            var other = Probed(builder, "other");
            builder.AddContainer("api", "example/api", "1").WaitFor(other).WithSidecar("shipper", "example/shipper", "1");
            builder.AddContainer("alone", "example/alone", "1").WaitFor(other);
        });

        Service(file, "other").Should().Contain("healthcheck:");
        Service(file, "api").Should().Contain(HealthyOther);
        Service(file, "api-shipper").Should().Contain(HealthyOther);
        Service(file, "alone").Should().Contain("service_started");
    }

    [TestMethod]
    public async Task Outsiders_wait_for_the_health_of_a_member()
    {
        var file = await PublishAsync(builder =>
        {
            var api = Probed(builder, "api").WithSidecar("shipper", "example/shipper", "1");
            builder.AddContainer("client", "example/client", "1").WaitFor(api);
        });

        Service(file, "client").Should().Contain("service_healthy");
    }

    [TestMethod]
    public async Task What_all_members_wait_for_in_vain_is_one_warning()
    {
        var publication = await ComposePublication.CreateAsync(builder =>
        {
            var other = builder.AddContainer("other", "example/other", "1").WithHttpEndpoint(targetPort: 80).WithHttpHealthCheck("/");
            builder.AddContainer("api", "example/api", "1").WaitFor(other).WithSidecar("shipper", "example/shipper", "1").WithInitContainer("seed", "example/seed", "1");
        });

        publication.Warnings.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR057: 'api' is to wait until 'other' is healthy");
    }

    [TestMethod]
    public async Task Nobody_waits_for_what_is_left_out()
    {
        var file = await PublishAsync(builder =>
        {
            var api = builder.AddContainer("api", "example/api", "1")
                .WithSidecar("debugger", "example/debugger", "1", debugger => debugger.ExcludeFromManifest()).WithSidecar("shipper", "example/shipper", "1");
            builder.AddContainer("client", "example/client", "1").WaitFor(builder.CreateResourceBuilder((SidecarResource)api.GetSidecar("debugger").Resource));
        });

        Service(file, "client").Should().NotContain("depends_on");
    }

    [TestMethod]
    public async Task A_path_is_one_word_for_the_shell_and_nothing_for_compose()
    {
        var file = await PublishAsync(builder => builder.AddContainer("api", "example/api", "1").WithHttpEndpoint(targetPort: 80).WithHttpProbe(ProbeType.Readiness, "/ready?a=$b&c='d'")
            .WithSidecar("shipper", "example/shipper", "1"));

        Service(file, "api").Should().Contain("""curl -fsS -o /dev/null 'http://localhost:80/ready?a=$$b&c='\\''d'\\''' || wget""");
    }

    [TestMethod]
    public async Task An_init_container_has_no_health()
    {
        var file = await PublishAsync(builder => builder.AddContainer("api", "example/api", "1")
            .WithInitContainer("seed", "example/seed", "1", seed => seed.WithHttpEndpoint(targetPort: 80).WithHttpProbe(ProbeType.Readiness, "/")));

        Service(file, "api-seed").Should().NotContain("healthcheck");
    }

    private static async Task<string> PublishAsync(Action<IDistributedApplicationBuilder> describe) => (await ComposePublication.CreateAsync(describe))["docker-compose.yaml"];

    private static IResourceBuilder<ContainerResource> Probed(IDistributedApplicationBuilder builder, string name) =>
        builder.AddContainer(name, "example/image", "1").WithHttpEndpoint(targetPort: 80).WithHttpProbe(ProbeType.Readiness, "/");

    private static string Service(string file, string name)
    {
        var start = file.IndexOf($"\n  {name}:\n", StringComparison.Ordinal);
        start.Should().BePositive("there is a service '{0}'", name);
        var rest = file[(start + 3)..];
        return rest[..NextName().Match(rest, 1).Index];
    }

    [GeneratedRegex(@"^( {2})?\w", RegexOptions.Multiline)]
    private static partial Regex NextName();
}
