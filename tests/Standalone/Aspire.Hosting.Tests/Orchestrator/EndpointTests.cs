using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestrator.Endpoints;
using Aspire.Hosting.Testing;
using Aspire.Hosting.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Orchestrator;

[TestClass]
public sealed class EndpointTests
{
    [TestMethod]
    public async Task Endpoint_is_allocated_before_anything_starts_and_serves_at_its_address()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("web", "serve", "PORT").WithHttpEndpoint(env: "PORT"));
        await app.WaitForLineAsync("web", "listening");

        using var client = app.Application.CreateHttpClient("web");
        var answer = await client.GetStringAsync("/", app.Deadline);

        answer.Should().Be(((int)app.Snapshot("web").Properties.ValueOf("executable.pid")!).ToString(CultureInfo.InvariantCulture));
        app.Snapshot("web").Urls.Should().ContainSingle(url => url.Name == "http" && !url.IsInactive);
    }

    [TestMethod]
    public async Task Containers_see_a_process_under_the_name_of_the_host()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("web", "wait").WithHttpEndpoint());

        var onHost = app.Application.GetEndpoint("web");
        var inContainers = app.Application.GetEndpointForNetwork("web", KnownNetworkIdentifiers.DefaultAspireContainerNetwork);

        onHost.Host.Should().Be("localhost");
        inContainers.Host.Should().Be("aspire.dev.internal");
        inContainers.Port.Should().NotBe(onHost.Port, "a program may want the public port on all addresses");
    }

    [TestMethod]
    public async Task Container_has_its_target_port_in_its_network_and_another_one_on_the_host()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 8080).WithExplicitStart());

        app.Application.GetEndpointForNetwork("cache", KnownNetworkIdentifiers.DefaultAspireContainerNetwork)
            .Should().Be(new Uri("http://cache.dev.internal:8080"));
        app.Application.GetEndpoint("cache").Port.Should().NotBe(8080);
    }

    [TestMethod]
    public async Task Fixed_ports_are_kept_outside_of_tests()
    {
        var port = FreePort();
        await using var app = await RunningApplication.StartAsync(
            builder => builder.AddDummy("web", "wait").WithHttpEndpoint(port: port), "--DcpPublisher:RandomizePorts=false");

        app.Application.GetEndpoint("web").Port.Should().Be(port);
    }

    [TestMethod]
    public async Task Fixed_ports_are_replaced_in_tests()
    {
        var port = FreePort();
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("web", "wait").WithHttpEndpoint(port: port));

        app.Application.GetEndpoint("web").Port.Should().NotBe(port);
    }

    [TestMethod]
    public async Task Different_public_and_target_ports_are_connected()
    {
        var (port, targetPort) = (FreePort(), FreePort());
        await using var app = await RunningApplication.StartAsync(
            builder => builder.AddDummy("web", "serve", "PORT").WithHttpEndpoint(port: port, targetPort: targetPort, env: "PORT"),
            "--DcpPublisher:RandomizePorts=false");

        await app.WaitForLineAsync("web", $"listening on {targetPort}");
        using var client = app.Application.CreateHttpClient("web");

        client.BaseAddress!.Port.Should().Be(port);
        (await client.GetStringAsync("/", app.Deadline)).Should().NotBeEmpty();
    }

    [TestMethod]
    public async Task Replicas_listen_on_ports_of_their_own_behind_one_address()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder
            .AddProject("web", DummyProject.Path)
            .WithArgs("serve", "PORT")
            .WithHttpEndpoint(env: "PORT")
            .WithReplicas(2));
        await ListeningAsync(app, count: 2);

        using var client = new HttpClient { BaseAddress = app.Application.GetEndpoint("web") };
        HashSet<string> answers = [];
        for (var i = 0; i < 4; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { ConnectionClose = true } };
            using var response = await client.SendAsync(request, app.Deadline);
            answers.Add(await response.Content.ReadAsStringAsync(app.Deadline));
        }

        answers.Should().HaveCount(2);
    }

    [TestMethod]
    public async Task Container_endpoint_without_target_port_fails_the_start()
    {
        await using var app = RunningApplication.Build(builder => builder.AddContainer("cache", "redis").WithHttpEndpoint());

        var start = () => app.Application.StartAsync(app.Deadline);

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("*'http'*'cache'*TargetPort*");
    }

    [TestMethod]
    public void Allocated_ports_differ()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        var allocator = new PortAllocator(builder.Configuration);

        var ports = Enumerable.Range(0, 200).Select(_ => allocator.Allocate()).ToArray();

        ports.Should().OnlyHaveUniqueItems();
    }

    [TestMethod]
    [DataRow("abc")]
    [DataRow("200-100")]
    [DataRow("1-70000")]
    public void Malformed_port_range_is_an_error(string range)
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        builder.Configuration["ASPIRE_PROXYLESS_ENDPOINT_PORT_RANGE"] = range;

        var create = () => new PortAllocator(builder.Configuration);

        create.Should().Throw<DistributedApplicationException>().WithMessage($"*'{range}'*");
    }

    private static int FreePort()
    {
        var builder = DistributedApplicationTestingBuilder.Create();

        return new PortAllocator(builder.Configuration).Allocate();
    }

    private static async Task ListeningAsync(RunningApplication app, int count)
    {
        var seen = 0;
        var loggers = app.Application.Services.GetRequiredService<ResourceLoggerService>();
        var web = app.Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single();
        await foreach (var lines in loggers.WatchAsync(web).WithCancellation(app.Deadline))
        {
            seen += lines.Count(line => line.Content.Contains("listening", StringComparison.Ordinal));
            if (seen == count)
            {
                return;
            }
        }
    }
}
