using System.Globalization;

namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// Containers that join the namespaces of a container, on a real engine.
/// </summary>
[TestClass]
public sealed class JoinedSidecarTests
{
    [TestMethod]
    public async Task A_sidecar_has_the_network_and_the_hostname_of_its_main()
    {
        await TestEngine.RequireAsync();
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder).WithSidecar("exporter", (b, n) => EnginePod.Shell(b, n, EnginePod.Server, "9100", "exporter")));

        var main = await pod.WaitForLogAsync("api", "network ");
        var sidecar = await pod.WaitForLogAsync("api-exporter", "network ");

        sidecar.Split(' ')[^4..].Should().Equal(main.Split(' ')[^4..]);
        pod.Snapshot("api-exporter").ResourceType.Should().Be("Sidecar");
    }

    [TestMethod]
    public async Task Members_reach_each_other_over_localhost_and_the_host_reaches_the_sidecar_through_the_main()
    {
        await TestEngine.RequireAsync();
        EndpointReference? endpoint = null;
        await using var pod = await RunningApplication.StartAsync(builder =>
        {
            var api = EnginePod.PodMain(builder)
                .WithSidecar("exporter", (b, n) => EnginePod.Shell(b, n, EnginePod.Server, "9100", "exporter").WithHttpEndpoint(targetPort: 9100, name: "http"))
                .WithSidecar("probe", (b, n) => EnginePod.Shell(b, n, EnginePod.Client, "SIDECAR_MAIN_HTTP"));
            endpoint = api.GetSidecarEndpoint("exporter", "http");
            EnginePod.MainShell(builder, "other", EnginePod.Client, "EXPORTER").WithEnvironment("EXPORTER", endpoint);
        });

        (await pod.WaitForLogAsync("api-probe", "answers")).Should().EndWith("SIDECAR_MAIN_HTTP is localhost and answers 'main'");
        (await pod.WaitForLogAsync("other", "answers")).Should().EndWith("EXPORTER is api.dev.internal and answers 'exporter'");
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(endpoint!.Url))).Trim().Should().Be("exporter");
    }

    [TestMethod]
    public async Task A_sidecar_joins_the_next_container_of_its_main()
    {
        await TestEngine.RequireAsync();
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder).WithSidecar("exporter", (b, n) => EnginePod.Shell(b, n, EnginePod.Server, "9100", "exporter")));
        await pod.WaitForLogAsync("api-exporter", "network ");
        await pod.WaitForStateAsync("api-exporter", KnownResourceStates.Running);
        var first = pod.Property("api", "container.id");

        await pod.CommandAsync("api", KnownResourceCommands.RestartCommand);

        await pod.WaitForAsync("api", snapshot => snapshot.State?.Text == KnownResourceStates.Running && !Equals(pod.Property("api", "container.id"), first));
        await pod.WaitForAsync("api-exporter", _ => pod.States.Count(state => state == ("api-exporter", KnownResourceStates.Running)) == 2);
        var id = (string)pod.Property("api", "container.id")!;
        await pod.WaitForLogAsync("api-exporter", await EnginePod.NetworkAsync(id));
    }

    [TestMethod]
    public async Task A_sidecar_sees_the_processes_of_its_main()
    {
        await TestEngine.RequireAsync();
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder).WithSidecar("debugger", (b, n) =>
            EnginePod.Shell(b, n, "until grep -lz '[L]ocalPort' /proc/[0-9]*/cmdline; do sleep 0.2; done; echo seen; exec sleep 1000").WithSharedProcesses()));

        (await pod.WaitForLogAsync("api-debugger", "seen")).Should().NotBeNull();
    }

    [TestMethod]
    public async Task Files_written_by_one_member_are_read_by_another_whoever_it_runs_as()
    {
        await TestEngine.RequireAsync();
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder).WithSharedVolume("files", "/files")
            .WithSidecar("writer", (b, n) => EnginePod.Shell(b, n, "echo written > /shared/file; exec sleep 1000").WithSharedVolume("files", "/shared"))
            .WithSidecar("reader", (b, n) => EnginePod.Shell(b, n, "until cat /shared/file 2>/dev/null; do sleep 0.2; done; exec sleep 1000")
                .WithSharedVolume("files", "/shared", isReadOnly: true)));

        (await pod.WaitForLogAsync("api-reader", "written")).Should().EndWith("written");
    }

    [TestMethod]
    public async Task Limits_are_limits_of_the_engine_and_secrets_are_on_no_command_line()
    {
        await TestEngine.RequireAsync();
        const string Secret = "hunter2-is-not-on-a-command-line";
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder).WithSidecar("exporter", (b, n) =>
            EnginePod.Shell(b, n, EnginePod.Server, "9100", "exporter").WithResourceLimits(cpus: 0.5, memory: "64m", processes: 32).WithEnvironment("PASSWORD", Secret)));
        await pod.WaitForLogAsync("api-exporter", "network ");

        var container = (string)pod.Property("api-exporter", "container.id")!;
        var limits = await TestEngine.RunAsync("inspect", "--format", "{{.HostConfig.NanoCpus}} {{.HostConfig.Memory}} {{.HostConfig.PidsLimit}}", container);

        limits.Trim().Should().Be(string.Create(CultureInfo.InvariantCulture, $"500000000 {64 << 20} 32"));
        (await TestEngine.RunAsync("exec", container, "printenv", "PASSWORD")).Trim().Should().Be(Secret);
        MarkedProcesses.CommandLinesOfAll().Should().NotBeEmpty().And.NotContain(line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Nothing_is_left_when_the_application_has_ended()
    {
        await TestEngine.RequireAsync();
        string container;
        await using (var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder).WithSidecar("exporter", (b, n) => EnginePod.Shell(b, n, EnginePod.Server, "9100", "exporter"))))
        {
            container = (string)(await pod.WaitForStateAsync("api-exporter", KnownResourceStates.Running)).Property("container.id")!;
            await pod.StopAsync();
        }

        (await TestEngine.ListAsync("ps", "--all", "--quiet", "--filter", $"id={container}")).Should().BeEmpty();
    }
}
