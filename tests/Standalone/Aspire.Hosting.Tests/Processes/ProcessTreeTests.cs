using System.Diagnostics;
using Aspire.Hosting.Watchdog;

namespace Aspire.Hosting.Tests.Processes;

[TestClass]
public sealed class ProcessTreeTests
{
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Root_belongs_to_it_before_its_group_and_its_marker_can_be_seen()
    {
        using var process = Process.Start(new ProcessStartInfo(DummyProgram.Path, ["wait"]) { RedirectStandardOutput = true })!;
        (await process.StandardOutput.ReadLineAsync()).Should().Be("waiting");
        var tree = new ProcessTree(new RunMarker(Guid.NewGuid().ToString("N")), [ProcessIdentity.Of(process.Id)!.Value], TimeProvider.System);

        tree.IsAlive.Should().BeTrue();

        await tree.TerminateAsync(TimeSpan.FromSeconds(30));
        tree.IsAlive.Should().BeFalse();
        LiveProcesses.IsAlive(process.Id).Should().BeFalse();
    }

    [TestMethod]
    public async Task Later_process_with_the_id_of_a_root_does_not_belong_to_it()
    {
        using var process = Process.Start(new ProcessStartInfo(DummyProgram.Path, ["wait"]) { RedirectStandardOutput = true })!;
        (await process.StandardOutput.ReadLineAsync()).Should().Be("waiting");
        var tree = new ProcessTree(new RunMarker(Guid.NewGuid().ToString("N")), [new ProcessIdentity(process.Id, Started: 1)], TimeProvider.System);

        tree.IsAlive.Should().BeFalse();

        process.Kill();
        await process.WaitForExitAsync();
    }
}
