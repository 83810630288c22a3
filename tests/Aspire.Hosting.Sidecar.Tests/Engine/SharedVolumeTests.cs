namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// Volumes of pods on a real engine.
/// </summary>
[TestClass]
public sealed class SharedVolumeTests
{
    private const string Write = "touch \"$0/$(id -u)\" && echo \"written by $(id -u)\"; exec sleep 1000";

    [TestMethod]
    public async Task Any_user_can_write_though_the_image_has_a_closed_folder_at_the_path()
    {
        await TestEngine.RequireAsync();
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder).WithSharedVolume("files", "/var/log")
            .WithSidecar("joined", (b, n) => Writer(b, n, "/shared", "65532"))
            .WithSidecar("separate", (b, n) => Writer(b, n, "/var/log", "10001").WithContainerRuntimeArgs("--init").WithNetworkSharing(SidecarNetwork.Separate)));

        await pod.WaitForLogAsync("api-joined", "written by 65532");
        await pod.WaitForLogAsync("api-separate", "written by 10001");
        var main = (string)pod.Property("api", "container.id")!;
        (await TestEngine.ListAsync("exec", main, "ls", "/var/log")).Should().BeEquivalentTo("65532", "10001");
    }

    [TestMethod]
    public async Task Any_user_can_write_to_the_folder_that_a_process_shares()
    {
        await TestEngine.RequireAsync();
        await using var pod = await RunningApplication.StartAsync(builder => builder.AddDummy("api", "env", "SIDECAR_VOLUME_FILES", "wait").WithSharedVolume("files", "/files")
            .WithSidecar("first", (b, n) => Writer(b, n, "/shared", "65532"))
            .WithSidecar("second", (b, n) => Writer(b, n, "/shared", "10001")));

        await pod.WaitForLogAsync("api-first", "written by 65532");
        await pod.WaitForLogAsync("api-second", "written by 10001");
        var folder = (await pod.WaitForLogAsync("api", "SIDECAR_VOLUME_FILES=")).Split('=')[^1];
        Directory.GetFiles(folder).Select(Path.GetFileName).Should().BeEquivalentTo("65532", "10001");
    }

    [TestMethod]
    public async Task An_ephemeral_volume_is_gone_after_the_run_and_a_persistent_one_is_kept()
    {
        await TestEngine.RequireAsync();
        var main = $"api{Guid.NewGuid():N}"[..12];
        var persistent = "";
        try
        {
            await RunAsync(SharedVolumeLifetime.Ephemeral, main);
            await Eventually.TrueAsync(async () => (await VolumesAsync(main)).Length == 0, "the volume is gone");

            await RunAsync(SharedVolumeLifetime.Persistent, main);
            persistent = (await VolumesAsync(main)).Should().ContainSingle().Subject;

            await using var pod = await RunningApplication.StartAsync(builder => Pod(builder, SharedVolumeLifetime.Persistent, main, "cat /files/kept; exec sleep 1000"));
            await pod.WaitForLogAsync(main, "kept by the first run");
            await pod.StopAsync();
        }
        finally
        {
            if (persistent.Length > 0)
            {
                await TestEngine.RunAsync("volume", "rm", persistent);
            }
        }
    }

    [TestMethod]
    public async Task A_volume_in_memory_that_is_full_fails_who_writes_and_nobody_else()
    {
        await TestEngine.RequireAsync();
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder)
            .WithSharedVolume("files", "/files", configure: volume => (volume.Medium, volume.SizeLimit) = (SharedVolumeMedium.Memory, "1m"))
            .WithSidecar("writer", (b, n) => EnginePod.Shell(b, n, "stat --file-system --format 'on %T' /files; exec head --bytes 2M /dev/zero > /files/big")
                .WithSharedVolume("files", "/files").WithRestartPolicy(SidecarRestartPolicy.Never)));

        await pod.WaitForLogAsync("api-writer", "on tmpfs");
        await pod.WaitForLogAsync("api-writer", "No space left on device");
        var failed = await pod.WaitForAsync("api-writer", snapshot => snapshot.ExitCode is not null && KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text));
        failed.ExitCode.Should().Be(1);
        pod.Snapshot("api").State!.Text.Should().Be(KnownResourceStates.Running);
        (await TestEngine.RunAsync("exec", (string)pod.Property("api", "container.id")!, "stat", "--format", "%s", "/files/big")).Should().Be("1048576");
    }

    private static async Task RunAsync(SharedVolumeLifetime lifetime, string main)
    {
        await using var pod = await RunningApplication.StartAsync(builder => Pod(builder, lifetime, main, "echo kept by the first run > /files/kept; echo done; exec sleep 1000"));
        await pod.WaitForLogAsync(main, "done");
        await pod.StopAsync();
    }

    private static IResourceBuilder<ContainerResource> Pod(IDistributedApplicationBuilder builder, SharedVolumeLifetime lifetime, string main, string script) =>
        EnginePod.MainShell(builder, main, script).WithSharedVolume("files", "/files", configure: volume => volume.Lifetime = lifetime)
            .WithSidecar("other", (b, n) => EnginePod.Shell(b, n, "exec sleep 1000").WithSharedVolume("files", "/files"));

    private static IResourceBuilder<ContainerResource> Writer(IDistributedApplicationBuilder builder, string name, string path, string user) =>
        EnginePod.Shell(builder, name, Write, path).WithContainerRuntimeArgs("--user", user).WithSharedVolume("files", path);

    private static Task<string[]> VolumesAsync(string main) => TestEngine.ListAsync("volume", "ls", "--quiet", "--filter", $"name={main}");
}
