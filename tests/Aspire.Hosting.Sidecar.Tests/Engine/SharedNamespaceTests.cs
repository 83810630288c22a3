namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// Process and IPC namespaces, with and without the network of the main.
/// </summary>
[TestClass]
public sealed class SharedNamespaceTests
{
    /// <summary>Prints the namespaces that it is in.</summary>
    private const string Report = "for kind in net pid ipc; do echo \"$kind $(readlink /proc/self/ns/$kind)\"; done; exec sleep 1000";

    [TestMethod]
    [DataRow(SidecarNetwork.Auto)]
    [DataRow(SidecarNetwork.Separate)]
    public async Task A_sidecar_shares_those_namespaces_that_it_asks_for(SidecarNetwork network)
    {
        await TestEngine.RequireAsync();
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.MainShell(builder, "api", Report)
            .WithSidecar("helper", (b, n) => EnginePod.Shell(b, n, Report).WithSharedProcesses().WithSharedIpc().WithNetworkSharing(network)));

        (await NamespaceAsync(pod, "api-helper", "pid")).Should().Be(await NamespaceAsync(pod, "api", "pid"));
        (await NamespaceAsync(pod, "api-helper", "ipc")).Should().Be(await NamespaceAsync(pod, "api", "ipc"));
        var isSame = await NamespaceAsync(pod, "api-helper", "net") == await NamespaceAsync(pod, "api", "net");
        isSame.Should().Be(network == SidecarNetwork.Auto);
    }

    [TestMethod]
    public async Task Without_asking_a_sidecar_has_processes_and_IPC_of_its_own()
    {
        await TestEngine.RequireAsync();
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.MainShell(builder, "api", Report).WithSidecar("helper", (b, n) => EnginePod.Shell(b, n, Report)));

        (await NamespaceAsync(pod, "api-helper", "pid")).Should().NotBe(await NamespaceAsync(pod, "api", "pid"));
        (await NamespaceAsync(pod, "api-helper", "ipc")).Should().NotBe(await NamespaceAsync(pod, "api", "ipc"));
    }

    [TestMethod]
    public async Task A_sidecar_with_only_the_processes_of_its_main_joins_its_next_container()
    {
        await TestEngine.RequireAsync();
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.MainShell(builder, "api", Report)
            .WithSidecar("helper", (b, n) => EnginePod.Shell(b, n, Report).WithSharedProcesses().WithNetworkSharing(SidecarNetwork.Separate)));
        await pod.WaitForStateAsync("api-helper", KnownResourceStates.Running);
        var first = pod.Property("api", "container.id");

        await pod.CommandAsync("api", KnownResourceCommands.RestartCommand);

        await pod.WaitForAsync("api", snapshot => snapshot.State?.Text == KnownResourceStates.Running && !Equals(pod.Property("api", "container.id"), first));
        await pod.WaitForStateAsync("api-helper", KnownResourceStates.Running, times: 2);
        (await PidNamespaceAsync(pod, "api-helper")).Should().Be(await PidNamespaceAsync(pod, "api"));
    }

    private static Task<string> PidNamespaceAsync(RunningApplication pod, string resource) =>
        TestEngine.RunAsync("exec", (string)pod.Property(resource, "container.id")!, "readlink", "/proc/1/ns/pid");

    private static async Task<string> NamespaceAsync(RunningApplication pod, string resource, string kind) =>
        (await pod.WaitForLogAsync(resource, $"{kind} {kind}:")).Split(' ')[^1];
}
