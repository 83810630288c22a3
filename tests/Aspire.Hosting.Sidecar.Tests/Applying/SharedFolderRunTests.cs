namespace Aspire.Hosting.Sidecar.Tests.Applying;

/// <summary>
/// Folders of shared volumes, on the orchestrator.
/// </summary>
[TestClass]
public class SharedFolderRunTests
{
    [TestMethod]
    public async Task Two_runs_at_once_do_not_empty_each_others_volumes()
    {
        var store = TemporaryFolder.Create();
        await using var first = await RunAsync(store);
        await first.WaitForStateAsync("api", KnownResourceStates.Running);

        await using var second = await RunAsync(store);

        await second.WaitForStateAsync("api", KnownResourceStates.FailedToStart);
        await second.WaitForLogAsync("api", "ASPIRESIDECAR025: The shared volumes of 'api' in");
        first.State("api").Should().Be(KnownResourceStates.Running);
    }

    private static Task<RunningApplication> RunAsync(string store) => RunningApplication.StartAsync(builder =>
    {
        builder.Configuration["Aspire:Store:Path"] = store;
        builder.AddDummy("api", "wait").WithSharedVolume("files", "/files")
            .WithSidecar("helper", (b, n) => b.AddDummy(n, "wait").WithSharedVolume("files", "/files"));
    });
}
