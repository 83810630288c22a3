namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// When the image of a network-sharing sidecar is built from its Dockerfile, on a real engine.
/// </summary>
[TestClass]
public sealed class SidecarImageTests
{
    private readonly string _folder = TemporaryFolder.Create();

    [TestMethod]
    public async Task The_user_builds_the_image_anew_and_the_pod_keeps_it()
    {
        await TestEngine.RequireAsync();
        await WriteDockerfileAsync("first");
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.MainShell(builder, "api", "exec sleep 1000")
            .WithSidecar("built", (b, n) => b.AddDockerfile(n, _folder)
                .WithArgs("bash", "-c", """echo "$WORD in $(readlink /proc/self/ns/net)"; exec sleep 1000""")));
        await pod.WaitForLogAsync("api-built", $"first in {await NetworkAsync(pod)}");
        await WriteDockerfileAsync("second");
        var first = pod.Property("api", "container.id");

        await pod.CommandAsync("api", KnownResourceCommands.RestartCommand);
        await pod.WaitForAsync("api", snapshot => snapshot.State?.Text == KnownResourceStates.Running && !Equals(pod.Property("api", "container.id"), first));
        var network = await NetworkAsync(pod);

        (await pod.WaitForLogAsync("api-built", $"in {network}")).Should().EndWith($"first in {network}");
        await pod.WaitForStateAsync("api-built", KnownResourceStates.Running);

        await pod.CommandAsync("api-built", KnownResourceCommands.RestartCommand);

        (await pod.WaitForLogAsync("api-built", "second in")).Should().EndWith($"second in {network}");
    }

    private Task WriteDockerfileAsync(string word) =>
        File.WriteAllTextAsync(Path.Combine(_folder, "Dockerfile"), $"FROM {TestEngine.Image}:{TestEngine.Tag}\nENV WORD={word}\n");

    private static async Task<string> NetworkAsync(RunningApplication pod)
    {
        await pod.WaitForStateAsync("api", KnownResourceStates.Running);
        return await EnginePod.NetworkAsync((string)pod.Property("api", "container.id")!);
    }
}
