using Aspire.Hosting.Sidecar.Engine;

namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// Container sidecars that share the network of a main on the host.
/// </summary>
[TestClass]
public sealed class HostNetworkTests
{
    [TestMethod]
    public async Task A_container_sidecar_shares_the_network_of_a_main_on_the_host()
    {
        await TestEngine.RequireAsync();
        var port = FreePort.Find();
        EndpointReference? endpoint = null;
        await using var pod = await RunningApplication.StartAsync(builder =>
        {
            var api = builder.AddDummy("api", "env", "SIDECAR_PROXY_HTTP", "serve", "PORT").WithHttpEndpoint(env: "PORT")
                .WithSidecar("proxy", (b, n) => EnginePod.Shell(b, n, "echo \"main at $SIDECAR_MAIN_HTTP\"; " + EnginePod.Server, $"{port}", "proxy")
                    .WithHttpEndpoint(targetPort: port, name: "http").WithHttpHealthCheck("/")
                    .WithNetworkSharing(SidecarNetwork.Shared));
            endpoint = api.GetSidecarEndpoint("proxy", "http");
        });

        var network = await pod.WaitForLogAsync("api-proxy", "network ");
        network.Should().Contain(new FileInfo("/proc/self/ns/net").LinkTarget);
        (await pod.WaitForLogAsync("api-proxy", "main at ")).Should().MatchRegex("main at http://localhost:[0-9]+$");
        (await pod.WaitForLogAsync("api", "SIDECAR_PROXY_HTTP=")).Should().EndWith(endpoint!.Url);
        await pod.WaitForAsync("api-proxy", snapshot => snapshot.HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy);
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(endpoint.Url))).Trim().Should().Be("proxy");
    }

    [TestMethod]
    [DataRow("Debian GNU/Linux 12 (bookworm) [name=seccomp,profile=default]", true)]
    [DataRow("Docker Desktop [name=seccomp,profile=unconfined]", false)]
    [DataRow("Ubuntu 24.04.1 LTS [name=seccomp,profile=builtin name=rootless name=cgroupns]", false)]
    public void The_network_of_a_virtual_machine_is_not_the_hosts(string info, bool expected) =>
        ContainerEngine.IsOnThisMachine(info).Should().Be(expected);
}
