using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Aspire.Hosting.Tests.Orchestrator;
using Aspire.Hosting.Tests.Processes;

namespace Aspire.Hosting.Tests.Containers;

[TestClass]
public sealed class ContainerNetworkTests
{
    [TestInitialize]
    public Task RequireEngine() => TestEngine.RequireAsync();

    [TestMethod]
    [DataRow("web")]
    [DataRow("web.dev.internal")]
    [DataRow("other-name")]
    public async Task Containers_reach_each_other_by_name(string host)
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            builder.AddScript("web", TestContainerExtensions.Serve).WithContainerNetworkAlias("other-name");
            builder.AddScript("client", TestContainerExtensions.Get(host, "8080"));
        });

        (await app.WaitForLineAsync("client", "answer:")).Should().EndWith("answer: hello");
    }

    [TestMethod]
    public async Task Reference_to_a_container_resolves_to_its_name_and_target_port()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            var web = builder.AddScript("web", TestContainerExtensions.Serve).WithHttpEndpoint(targetPort: 8080);
            builder.AddScript("client", "echo url $WEB_HTTP").WithReference(web.GetEndpoint("http"));
        });

        (await app.WaitForLineAsync("client", "url")).Should().EndWith("url http://web.dev.internal:8080");
    }

    [TestMethod]
    public async Task Process_that_a_container_refers_to_is_reachable_from_it()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            var web = builder.AddDummy("web", "serve", "PORT").WithHttpEndpoint(env: "PORT");
            builder.AddScript("client", TestContainerExtensions.Get("$WEB_HOST", "$WEB_PORT"))
                .WithEnvironment("WEB_HOST", web.GetEndpoint("http").Property(EndpointProperty.Host))
                .WithEnvironment("WEB_PORT", web.GetEndpoint("http").Property(EndpointProperty.Port));
        });

        var answer = await app.WaitForLineAsync("client", "answer:");

        answer.Should().EndWith($"answer: {app.Snapshot("web").Properties.ValueOf("executable.pid")}");
        app.Snapshot("client").EnvironmentVariables.Should().Contain(variable => variable.Name == "WEB_HOST" && variable.Value == "aspire.dev.internal");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Process_is_opened_on_the_network_of_the_containers_only_and_only_to_those_that_need_it()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            var web = builder.AddDummy("web", "serve", "PORT").WithHttpEndpoint(env: "PORT");
            builder.AddDummy("hidden", "serve", "PORT").WithHttpEndpoint(env: "PORT");
            builder.AddScript("client", TestContainerExtensions.Wait).WaitFor(web);
        });
        var gateway = IPAddress.Parse(await TestEngine.RunAsync(
            "inspect", "--format", "{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}", app.ContainerId("client")));
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();

        Listening("web").Should().Equal(gateway);
        Listening("hidden").Should().BeEmpty();

        IPAddress[] Listening(string name)
            => [.. listeners.Where(listener => listener.Port == app.Application.GetEndpointForNetwork(name, KnownNetworkIdentifiers.DefaultAspireContainerNetwork).Port)
                .Select(listener => listener.Address)];
    }

    [TestMethod]
    public async Task Telemetry_receiver_is_reachable_from_a_container_that_exports()
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            builder.Configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = $"http://localhost:{port}";

            // Tests have no dashboard: this program is in its place.
            builder.AddDummy("receiver", "serve", "PORT").WithEnvironment("PORT", port);
            builder.AddScript("client", "echo endpoint $OTEL_EXPORTER_OTLP_ENDPOINT; " + TestContainerExtensions.Get("aspire.dev.internal", port))
                .WithOtlpExporter(OtlpProtocol.HttpProtobuf);
        });

        (await app.WaitForLineAsync("client", "endpoint")).Should().EndWith($"endpoint http://aspire.dev.internal:{port}");
        (await app.WaitForLineAsync("client", "answer:")).Should().EndWith($"answer: {app.Snapshot("receiver").Properties.ValueOf("executable.pid")}");
    }

    [TestMethod]
    public async Task Published_port_is_bound_to_the_loopback_address()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddScript("web", TestContainerExtensions.Serve).WithHttpEndpoint(targetPort: 8080));

        var port = app.Application.GetEndpoint("web").Port.ToString(CultureInfo.InvariantCulture);

        (await TestEngine.RunAsync("port", app.ContainerId("web"))).Should().Be($"8080/tcp -> 127.0.0.1:{port}");
        await app.WaitForLineAsync("web", "listening");
        using var client = app.Application.CreateHttpClient("web");
        (await client.GetStringAsync("/", app.Deadline)).Should().Be("hello");
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
