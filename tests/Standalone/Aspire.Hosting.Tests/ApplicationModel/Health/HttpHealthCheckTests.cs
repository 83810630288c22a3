using System.Net;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Tests.ApplicationModel.Health;

[TestClass]
public sealed class HttpHealthCheckTests
{
    private readonly IDistributedApplicationBuilder _builder = TestModel.CreateBuilder();

    [TestMethod]
    public async Task The_status_code_decides()
    {
        await using var server = await StartServerAsync();
        var api = _builder.AddContainer("api", "image").WithHttpEndpoint(targetPort: 80)
            .WithHttpHealthCheck("/ready").WithHttpHealthCheck("/broken").WithHttpHealthCheck("/broken", 503)
            .Allocate("http", new Uri(server.Urls.Single()).Port);

        var report = await CheckAsync();

        report.Entries["api_http_/ready_200_check"].Status.Should().Be(HealthStatus.Healthy);
        report.Entries["api_http_/broken_503_check"].Status.Should().Be(HealthStatus.Healthy);
        var broken = report.Entries["api_http_/broken_200_check"];
        broken.Status.Should().Be(HealthStatus.Unhealthy);
        broken.Description.Should().Be($"Request to {api.GetEndpoint("http").Url}/broken returned 503 ServiceUnavailable");
        api.Resource.Annotations.OfType<HealthCheckAnnotation>().Select(annotation => annotation.Key).Should().BeEquivalentTo(report.Entries.Keys.Where(key => key.StartsWith("api_", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_refused_connection_is_unhealthy()
    {
        await using var server = await StartServerAsync();
        var port = new Uri(server.Urls.Single()).Port;
        await server.StopAsync();
        _builder.AddContainer("api", "image").WithHttpEndpoint(targetPort: 80).WithHttpHealthCheck().Allocate("http", port);

        var entry = (await CheckAsync()).Entries["api_http_/_200_check"];

        (entry.Status, entry.Description).Should().Be((HealthStatus.Unhealthy, $"Failed to connect to http://localhost:{port}/"));
    }

    [TestMethod]
    public async Task An_external_service_is_checked_at_its_address()
    {
        await using var server = await StartServerAsync();
        _builder.Configuration["Parameters:url"] = server.Urls.Single();
        _builder.AddExternalService("shop", _builder.AddParameter("url")).WithHttpHealthCheck("/ready");

        (await CheckAsync()).Entries["shop_external_/ready_200_check"].Status.Should().Be(HealthStatus.Healthy);
    }

    [TestMethod]
    public void The_endpoint_has_to_be_HTTP()
    {
        var raw = _builder.AddContainer("raw", "image").WithEndpoint(name: "tcp");

        raw.Invoking(r => r.WithHttpHealthCheck(endpointName: "tcp")).Should().Throw<DistributedApplicationException>()
            .WithMessage("Could not create HTTP health check for resource 'raw' as the endpoint with name 'tcp' and scheme 'tcp' is not an HTTP endpoint.");
        raw.Invoking(r => r.WithHttpHealthCheck()).Should().Throw<DistributedApplicationException>()
            .WithMessage("Could not create HTTP health check for resource 'raw' as no endpoint was found matching one of the specified names: https, http");
    }

    [TestMethod]
    public void A_check_is_added_once()
    {
        var api = _builder.AddContainer("api", "image").WithHealthCheck("mine");

        api.Invoking(a => a.WithHealthCheck("mine")).Should().Throw<DistributedApplicationException>().WithMessage("Resource 'api' already has a health check with key 'mine'.");
    }

    [TestMethod]
    public void A_probe_replaces_one_of_its_type_and_checks_health()
    {
        var api = _builder.AddContainer("api", "image").WithHttpEndpoint(targetPort: 80)
            .WithHttpProbe(ProbeType.Liveness, "/a").WithHttpProbe(ProbeType.Liveness, "/b", periodSeconds: 9).WithHttpProbe(ProbeType.Readiness, "/c");

        var probes = api.Resource.Annotations.OfType<EndpointProbeAnnotation>().ToArray();
        probes.Select(probe => (probe.Type, probe.Path, probe.PeriodSeconds, probe.TimeoutSeconds)).Should().Equal((ProbeType.Liveness, "/b", 9, 1), (ProbeType.Readiness, "/c", 5, 1));
        api.Resource.Annotations.OfType<HealthCheckAnnotation>().Should().HaveCount(3);
    }

    private static async Task<WebApplication> StartServerAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://{IPAddress.Loopback}:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.MapGet("/ready", () => Results.Ok());
        server.MapGet("/broken", () => Results.StatusCode(503));
        await server.StartAsync();
        return server;
    }

    private async Task<HealthReport> CheckAsync()
    {
        await using var application = _builder.Build();
        return await application.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
    }
}
