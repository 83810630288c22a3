using Aspire.Hosting.Testing;

namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// What runs on the host is reached from a sidecar in the network of its main, whoever else refers to it: the dashboard, and endpoints of projects and executables.
/// </summary>
[TestClass]
public sealed class DashboardTests
{
    /// <summary>An empty export over gRPC, with the key that the dashboard wants.</summary>
    private const string Export =
        """
        echo "to $OTEL_EXPORTER_OTLP_ENDPOINT as $OTEL_SERVICE_NAME with $OTEL_RESOURCE_ATTRIBUTES"
        [ "${OTEL_EXPORTER_OTLP_ENDPOINT%%:*}" = https ] && version=--http2 || version=--http2-prior-knowledge
        until printf '\0\0\0\0\0' | curl -sS -v "$version" -H 'content-type: application/grpc' -H 'te: trailers' -H "${OTEL_EXPORTER_OTLP_HEADERS/=/: }" --data-binary @- -o /dev/null \
          "$OTEL_EXPORTER_OTLP_ENDPOINT/opentelemetry.proto.collector.logs.v1.LogsService/Export" > /tmp/said 2>&1 && grep -i 'grpc-status:' /tmp/said; do cat /tmp/said; read -t 1 < <(:); done
        """;

    [TestMethod]
    [DataRow("http")]
    [DataRow("https")]
    [Shows("OtlpExporterAnnotation")]
    public async Task The_dashboard_takes_telemetry_of_a_sidecar_whose_main_has_none(string scheme)
    {
        var (image, tag) = await TestImages.ToolsAsync();
        if (scheme == "https")
        {
            DeveloperCertificate.Require();
        }

        await using var application = RunningApplication.Start(await BuildWithDashboardAsync(scheme, builder =>
            builder.AddContainer("api", TestEngine.Image, TestEngine.Tag).WithArgs("bash", "-c", Twins.Idle)
                .WithSidecar("s", image, tag, sidecar => sidecar.WithArgs("bash", "-c", $"{Export}; {Twins.Idle}"))));

        (await application.WaitForLogAsync("api-s", "grpc-status:")).Should().EndWith("grpc-status: 0");
        var said = await application.WaitForLogAsync("api-s", $"to {scheme}:");
        said.Should().Contain($"to {scheme}://aspire.dev.internal:").And.Contain("as api-s ").And.Contain("sidecar.name=s,sidecar.main=api").And.Contain("service.instance.id=").And.NotContain("{{");
        await application.Started;
    }

    [TestMethod]
    public async Task An_endpoint_of_the_host_that_only_a_sidecar_refers_to_is_reached()
    {
        await TestEngine.RequireAsync();
        await using var application = await RunningApplication.StartAsync(builder =>
        {
            var host = builder.AddDummy("host", "serve", "PORT").WithHttpEndpoint(env: "PORT", name: "http");
            builder.AddContainer("api", TestEngine.Image, TestEngine.Tag).WithArgs("bash", "-c", Twins.Idle)
                .WithSidecar("s", (b, name) => Engine.EnginePod.Shell(b, name, Engine.EnginePod.Client, "HOST").WithEnvironment("HOST", host.GetEndpoint("http")))
                .WithSidecar("t", (b, name) => b.AddContainer(name, TestEngine.Image, TestEngine.Tag)
                    .WithArgs("bash", "-c", "echo \"is $0\"; sleep 10000").WithArgs(ReferenceExpression.Create($"{host.GetEndpoint("http").Property(EndpointProperty.HostAndPort)}")));
        });

        (await application.WaitForLogAsync("api-s", "answers")).Should().Contain("HOST is aspire.dev.internal and answers");
        (await application.WaitForLogAsync("api-t", "is ")).Should().Contain("is aspire.dev.internal:");
        await application.Started;
    }

    private static Task<DistributedApplication> BuildWithDashboardAsync(string scheme, Action<IDistributedApplicationBuilder> build)
    {
        var builder = DistributedApplicationTestingBuilder.Create(
            [
                $"--ASPNETCORE_URLS={scheme}://localhost:{FreePort.Find()}",
                $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL={scheme}://localhost:{FreePort.Find()}",
                $"--ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL={scheme}://localhost:{FreePort.Find()}",
            ],
            (options, _) => options.DisableDashboard = false);
        build(builder);
        return builder.BuildAsync();
    }
}
