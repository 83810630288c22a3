using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Sidecar.Agent.Tests.Following;

[TestClass]
public sealed class PositionsFileTests
{
    private static readonly Position Sample = new("sub/app.log", "a:b", 42, 10, "00ff", 50, 8, "ff00");

    [TestMethod]
    public void What_was_saved_is_loaded()
    {
        using var folder = new LogFolder();
        using (var positions = New(folder))
        {
            positions.Save([], [], [Sample]);
        }

        Load(folder)!.Files.Should().Equal(Sample);
        Directory.GetFiles(folder[".sidecar"]).Should().ContainSingle("the temporary file took the place of the other");
    }

    [TestMethod]
    public void Only_what_changes_is_written_and_the_last_line_of_a_file_counts()
    {
        using var folder = new LogFolder();
        folder.Append("app.log", "0123456789");
        using var file = Open(folder);
        using var positions = New(folder);
        positions.Save([file], [file], []);
        var length = new FileInfo(folder.PositionsPath).Length;
        positions.Save([file], [file], []);
        new FileInfo(folder.PositionsPath).Length.Should().Be(length);

        for (var offset = 1; offset <= 10; offset++)
        {
            file.Emit(offset);
            file.Accept(offset);
            file.Take(offset, 0, onlyUnfinishedLine: false);
            positions.Save([file], [file], []);
        }

        File.ReadAllLines(folder.PositionsPath).Should().HaveCount(22, "each time a head and a position");
        Load(folder)!.Files.Should().ContainSingle().Which.Offset.Should().Be(10);
        positions.Save([], [], []);
        Load(folder)!.Files.Should().BeEmpty("the file is gone");
        positions.SaveAll([], [Sample]);
        File.ReadAllLines(folder.PositionsPath).Should().HaveCount(2);
    }

    [TestMethod]
    public void A_last_line_that_was_cut_short_is_passed_over()
    {
        using var folder = new LogFolder();
        using (var positions = New(folder))
        {
            positions.Save([], [], [Sample]);
        }

        folder.Append(".sidecar/logs.positions.json", """{"position":{"path":"sub/a""");
        Load(folder)!.Files.Should().Equal(Sample);
    }

    [TestMethod]
    public void Nothing_was_left_by_no_run()
    {
        using var folder = new LogFolder();
        Load(folder).Should().BeNull();
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("null")]
    [DataRow("{}")]
    [DataRow("[1]")]
    [DataRow("{\"version\":99,\"savedAt\":\"2026-01-01T00:00:00Z\"}\n")]
    [DataRow("{\"version\":2,\"savedAt\":\"2026-01-01T00:00:00Z\"}\n{\"position\":{\"path\":\"a\",\"identity\":\"?\",\"offset\":1,\"headLength\":0,\"headHash\":\"\"}}\n")]
    [DataRow("{\"version\":2,\"savedAt\":\"2026-01-01T00:00:00Z\"}\nnull\n")]
    public void What_cannot_be_understood_is_put_aside_and_counts_as_empty(string content)
    {
        using var folder = new LogFolder();
        folder.Append(".sidecar/logs.positions.json", content);

        Load(folder)!.Files.Should().BeEmpty();
        File.ReadAllText(folder.PositionsPath + ".corrupt").Should().Be(content);
        File.Exists(folder.PositionsPath).Should().BeFalse();
    }

    [TestMethod]
    public void A_place_that_cannot_be_written_does_not_stop_the_agent()
    {
        using var folder = new LogFolder();
        folder.Append(".sidecar", "a file where a folder should be");
        using var positions = New(folder);
        positions.Invoking(file => file.Save([], [], [Sample])).Should().NotThrow();
        File.Delete(folder[".sidecar"]);
        positions.Save([], [], [Sample]);
        File.Exists(folder.PositionsPath).Should().BeTrue();
    }

    private static PositionsFile New(LogFolder folder) => new(folder.PositionsPath, TimeProvider.System, NullLogger.Instance);

    private static PositionsDocument? Load(LogFolder folder)
    {
        using var positions = New(folder);
        return positions.Load();
    }

    private static FollowedFile Open(LogFolder folder)
    {
        FileIdentityReader.TryRead(folder["app.log"], out var identity).Should().BeTrue();
        return new(new("app.log", identity), FileContent.Open(folder["app.log"]), 0, new(folder["app.log"]));
    }
}
