using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Sidecar.Agent.Tests.Following;

[TestClass]
public sealed class PositionsFileTests
{
    private static readonly Position Sample = new("sub/app.log", "a:b", 42, 10, "00ff");

    [TestMethod]
    public void What_was_saved_is_loaded()
    {
        using var folder = new LogFolder();
        New(folder).Save([Sample]);
        New(folder).Load()!.Files.Should().Equal(Sample);
        Directory.GetFiles(folder[".sidecar"]).Should().ContainSingle("the temporary file took the place of the other");
    }

    [TestMethod]
    public void Nothing_was_left_by_no_run()
    {
        using var folder = new LogFolder();
        New(folder).Load().Should().BeNull();
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("null")]
    [DataRow("{}")]
    [DataRow("[1]")]
    [DataRow("""{"version":99,"savedAt":"2026-01-01T00:00:00Z","files":[]}""")]
    [DataRow("""{"version":1,"savedAt":"2026-01-01T00:00:00Z","files":[{"path":"a","identity":"?","offset":1,"headLength":0,"headHash":""}]}""")]
    [DataRow("""{"version":1,"savedAt":"2026-01-01T00:00:00Z","files":[null]}""")]
    public void What_cannot_be_understood_is_put_aside_and_counts_as_empty(string content)
    {
        using var folder = new LogFolder();
        folder.Append(".sidecar/logs.positions.json", content);

        New(folder).Load()!.Files.Should().BeEmpty();
        File.ReadAllText(folder.PositionsPath + ".corrupt").Should().Be(content);
        File.Exists(folder.PositionsPath).Should().BeFalse();
    }

    [TestMethod]
    public void A_place_that_cannot_be_written_does_not_stop_the_agent()
    {
        using var folder = new LogFolder();
        folder.Append(".sidecar", "a file where a folder should be");
        var positions = New(folder);
        positions.Invoking(file => file.Save([Sample])).Should().NotThrow();
        File.Delete(folder[".sidecar"]);
        positions.Save([Sample]);
        File.Exists(folder.PositionsPath).Should().BeTrue();
    }

    private static PositionsFile New(LogFolder folder) => new(folder.PositionsPath, TimeProvider.System, NullLogger.Instance);
}
