using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Reporting;
using Aspire.Sidecar.Agent.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Sidecar.Agent.Tests.Following;

/// <summary>Somebody sets the clock while files are followed.</summary>
[TestClass]
public sealed class ClockTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(-3600)]
    [DataRow(3600)]
    public void What_came_and_was_rotated_away_between_two_looks_is_found(int step)
    {
        var clock = new SettableClock { Ahead = TimeSpan.FromSeconds(-step) };
        using var folder = new LogFolder();
        folder.AppendLines("app.log", 0, 1);
        var tracker = Track(folder, clock, document: null);
        tracker.Update((_, _) => { });

        clock.Ahead = TimeSpan.Zero;
        folder.Rename("app.log", "app.log.2");
        folder.AppendLines("app.log.1", 1, 1);
        folder.AppendLines("app.log", 2, 1);
        tracker.Update((_, _) => { });

        tracker.Files.Select(file => Path.GetFileName(file.Path)).Should().BeEquivalentTo(["app.log", "app.log", "app.log.1"], "the first one is known by the name that it had");
    }

    [TestMethod]
    public void What_was_rotated_away_long_ago_is_not_read_where_the_clock_was_set_back_between_two_runs()
    {
        using var folder = new LogFolder();
        folder.AppendLines("app.log.1", 0, 1);
        File.SetLastWriteTimeUtc(folder["app.log.1"], DateTime.UtcNow - TimeSpan.FromHours(1));
        folder.AppendLines("app.log", 1, 1);
        var tracker = Track(folder, new(), new(DateTimeOffset.UtcNow + TimeSpan.FromHours(2), [new("gone.log", "1:2", 0, 0, "")]));

        tracker.Update((_, _) => { });

        tracker.Files.Select(file => Path.GetFileName(file.Path)).Should().Equal("app.log");
    }

    private static FileTracker Track(LogFolder folder, SettableClock clock, PositionsDocument? document)
    {
        var options = new LoggingOptions { Directory = folder.Path, Files = ["*.log"], Positions = folder.PositionsPath };
        var complaints = new Complaints(clock);
        var scanner = new FolderScanner(folder.Path, new(options.Files), options.Positions, complaints, NullLogger.Instance);
        return new(options, scanner, new(folder.Path, new(100), complaints, clock, NullLogger.Instance), new(() => document), clock, NullLogger.Instance);
    }

    private sealed class SettableClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
