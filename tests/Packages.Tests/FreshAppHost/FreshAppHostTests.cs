using Packages.Tests.Packing;

namespace Packages.Tests.FreshAppHost;

/// <summary>
/// The packages in an AppHost of one's own: it runs, and is published.
/// </summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class FreshAppHostTests
{
    [TestMethod]
    public async Task The_agent_comes_with_the_package()
    {
        var folder = await FreshProject.GetAsync();

        File.Exists(Path.Combine(Path.GetDirectoryName(FreshProject.Assembly(folder))!, "sidecar-agent", "Aspire.Sidecar.Agent.dll")).Should().BeTrue();
    }

    [TestMethod]
    public async Task Programs_run_as_a_pod_and_the_agent_ships_their_lines()
    {
        await using var telemetry = await TelemetryReceiver.StartAsync();

        await using var application = await StartAsync(telemetry);

        await application.WaitForAsync(() => Has(telemetry, "from the writer"), "the line of the sidecar arrives");
        telemetry.Logs.Should().Contain(log => log.Body == "from the writer" && log.ServiceName == "worker" && log.Resource["sidecar.name"] == "logging");
    }

    [TestMethod]
    public async Task A_container_sidecar_joins_the_network_of_its_main()
    {
        await TestEngine.RequireAsync();
        await using var telemetry = await TelemetryReceiver.StartAsync();

        await using var application = await StartAsync(telemetry, new KeyValuePair<string, string>("containers", "true"));

        await application.WaitForAsync(() => Has(telemetry, "one network"), "the joined sidecar is in the network of its main");
    }

    [TestMethod]
    public async Task It_is_published_to_Compose()
    {
        var folder = await FreshProject.GetAsync();
        var output = Path.Combine(folder, "out");

        await (await LocalFeed.GetAsync()).Dotnet.RunAsync(folder, ["run", "--no-build", "--", "--operation", "publish", "--step", "publish", "--output-path", output]);

        var compose = await File.ReadAllTextAsync(Path.Combine(output, "docker-compose.yaml"));
        compose.Should().ContainAll("pod:", "pod-joined:", "pod-logging:", "network_mode: \"service:pod\"", "pod_logs");
    }

    private static bool Has(TelemetryReceiver telemetry, string line) => telemetry.Logs.Any(log => log.Body == line);

    private static async Task<AppHostProcess> StartAsync(TelemetryReceiver telemetry, params KeyValuePair<string, string>[] variables)
    {
        var folder = await FreshProject.GetAsync();
        return AppHostProcess.Start(folder, FreshProject.Assembly(folder), [new("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", telemetry.GrpcUrl.ToString()), .. variables]);
    }
}
