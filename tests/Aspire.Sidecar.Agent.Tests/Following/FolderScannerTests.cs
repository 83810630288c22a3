using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Sidecar.Agent.Tests.Following;

[TestClass]
public sealed class FolderScannerTests
{
    [TestMethod]
    public void Globs_choose_and_the_agents_own_files_are_left_out()
    {
        using var folder = new LogFolder();
        foreach (var name in (string[])["a.log", "sub/b.log", "sub/c.txt", "debug/d.log", ".sidecar/e.log", "state.log", "state.log.tmp", "state.log.lock", "state.log.corrupt", "state.log.1", "state.log-x.log"])
        {
            folder.Append(name, "");
        }

        Directory.CreateSymbolicLink(folder["circle"], folder.Path);
        var scanner = new FolderScanner(folder.Path, new(["**/*.log", "!debug/**"]), folder["state.log"], new(TimeProvider.System), NullLogger.Instance);

        scanner.Scan()!.Select(file => file.Path).Should().BeEquivalentTo("a.log", "sub/b.log", "state.log-x.log");
        scanner.ScanStrangers().Select(file => file.Path).Should().BeEquivalentTo("sub/c.txt", "debug/d.log", "state.log.1");
    }

    [TestMethod]
    public void A_link_does_not_lead_out_to_what_holds_the_folder()
    {
        using var folder = new LogFolder();
        folder.Append("logs/a.log", "");
        folder.Append("other/b.log", "");
        Directory.CreateSymbolicLink(folder["logs/up"], folder.Path);
        Directory.CreateSymbolicLink(folder["logs/root"], "/");
        Directory.CreateSymbolicLink(folder["logs/beside"], folder["other"]);

        new FolderScanner(folder["logs"], new(["**/*.log"]), folder["positions"], new(TimeProvider.System), NullLogger.Instance).Scan()!.Select(file => file.Path).Should().BeEquivalentTo("a.log", "beside/b.log");
    }

    [TestMethod]
    public void There_is_nothing_to_list_without_a_folder() =>
        new FolderScanner("/nowhere/at/all", new(["*"]), "/x", new(TimeProvider.System), NullLogger.Instance).Scan().Should().BeNull();
}
