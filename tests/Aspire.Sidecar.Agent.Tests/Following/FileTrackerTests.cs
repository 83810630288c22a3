using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Reporting;
using Aspire.Sidecar.Agent.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Aspire.Sidecar.Agent.Tests.Following;

[TestClass]
public sealed class FileTrackerTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly MessageCount _messages = new();

    [TestMethod]
    public void More_files_than_may_be_open_can_be_truncated_at_once()
    {
        const int Files = 10;
        using var folder = new LogFolder();
        for (var number = 0; number < Files; number++)
        {
            folder.AppendLines($"app{number}.log", 0, 10);
        }

        var tracker = Track(folder, openFiles: 3);
        tracker.Update(KeepNothing);
        foreach (var file in tracker.Files)
        {
            tracker.IsReadable(file).Should().BeTrue();
            ReadAll(file);
        }

        for (var number = 0; number < Files; number++)
        {
            folder.CopyAndTruncate($"app{number}.log", $"app{number}.log.1");
        }

        tracker.Update(KeepNothing);

        tracker.Files.Where(file => file.Path.EndsWith(".log", StringComparison.Ordinal)).Should().HaveCount(Files).And.OnlyContain(file => file.ReadOffset == 0);
        tracker.Files.Where(file => file.Path.EndsWith(".1", StringComparison.Ordinal)).Should().HaveCount(Files).And.OnlyContain(file => file.ReadOffset > 0);
        Close(tracker);
    }

    [TestMethod]
    public void A_file_that_can_be_opened_but_not_read_is_told_once()
    {
        using var folder = new LogFolder();
        folder.AppendLines("app.log", 0, 10);
        var tracker = Track(folder, openFiles: 100);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            tracker.Update(KeepNothing);
            tracker.Suspend(tracker.Files.Single(), new IOException("bad block"));
            _clock.Advance(TimeSpan.FromSeconds(2));
        }

        _messages.Count.Should().Be(1);
        ReadAll(tracker.Files.Single());
        tracker.Update(KeepNothing);
        tracker.Suspend(tracker.Files.Single(), new IOException("another one"));
        _messages.Count.Should().Be(2, "it was all right in between");
        Close(tracker);
    }

    private static void KeepNothing(FollowedFile file, bool isContinuedElsewhere)
    {
    }

    private static void ReadAll(FollowedFile file)
    {
        var lines = new LineBuffer(1000);
        lines.Reset(file.Offset, file.Encoding, file.Part);
        while (file.Read(lines, 1000))
        {
        }

        file.Take(lines.ReadOffset, part: 0, onlyUnfinishedLine: false);
    }

    private static void Close(FileTracker tracker)
    {
        foreach (var file in tracker.Files)
        {
            file.Dispose();
        }
    }

    private FileTracker Track(LogFolder folder, int openFiles)
    {
        var options = new LoggingOptions { Directory = folder.Path, Files = ["*.log"], Positions = folder.PositionsPath };
        var complaints = new Complaints(_clock);
        var scanner = new FolderScanner(folder.Path, new(options.Files), options.Positions, complaints, _messages);
        return new(options, scanner, new(folder.Path, new(openFiles), complaints, _clock, _messages), new(() => null), _clock, _messages);
    }

    /// <summary>Counts warnings and what is worse.</summary>
    private sealed class MessageCount : ILogger
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Count += IsEnabled(logLevel) ? 1 : 0;
    }
}
