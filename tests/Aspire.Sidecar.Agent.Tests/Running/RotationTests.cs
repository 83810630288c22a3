using Aspire.Sidecar.Agent.Tests.Hosting;

namespace Aspire.Sidecar.Agent.Tests.Running;

[TestClass]
public sealed class RotationTests
{
    private const int Rounds = 12;
    private const int LinesInARound = 250;
    private const int Lines = Rounds * LinesInARound;

    [TestMethod]
    public Task Renamed_out_of_the_globs() => ShipAllWhileAsync("*.log", (folder, _) =>
    {
        Shift(folder);
        folder.Rename("app.log", "app.log.1");
    });

    [TestMethod]
    public Task Renamed_inside_the_globs() => ShipAllWhileAsync("app*", (folder, _) =>
    {
        Shift(folder);
        folder.Rename("app.log", "app.log.1");
    });

    [TestMethod]
    public Task Renamed_to_a_date() => ShipAllWhileAsync("*.log", (folder, round) => folder.Rename("app.log", $"app.log-202601{round + 10}"));

    [TestMethod]
    public Task Deleted() => ShipAllWhileAsync("*.log", (folder, _) => File.Delete(folder["app.log"]), waitBetween: true);

    [TestMethod]
    public Task Copied_out_of_the_globs_and_truncated() => ShipAllWhileAsync("*.log", (folder, _) => folder.CopyAndTruncate("app.log", "app.log.1"), waitBetween: true);

    [TestMethod]
    public Task Copied_inside_the_globs_and_truncated() => ShipAllWhileAsync("app*", (folder, round) => folder.CopyAndTruncate("app.log", $"app.log.{round + 1}"), waitBetween: true);

    [TestMethod]
    public Task Copied_over_the_last_copy_inside_the_globs_and_truncated() => ShipAllWhileAsync("app*", (folder, _) => folder.CopyAndTruncate("app.log", "app.log.1"), waitBetween: true);

    [TestMethod]
    public async Task Rotated_twice_between_two_looks_at_the_folder()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var agent = new RunningAgent(folder, receiver, "--files=*.log", "--poll-interval=700ms");
        folder.AppendLines("app.log", 0, 10);
        await Eventually.TrueAsync(() => receiver.Records.Count == 10, "the first lines arrived");

        folder.Rename("app.log", "app.log.1");
        folder.AppendLines("app.log", 10, 10);
        Shift(folder);
        folder.Rename("app.log", "app.log.1");
        folder.AppendLines("app.log", 20, 10);

        await Eventually.TrueAsync(() => receiver.Records.Count >= 30, "the lines of all three files arrived");
        await agent.StopAsync();
        receiver.Bodies.Select(LogFolder.SequenceNumber).Should().BeEquivalentTo(Enumerable.Range(0, 30));
    }

    [TestMethod]
    public async Task Old_rotated_files_are_left_alone()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        folder.Append("app.log.7", "old\n");
        File.SetLastWriteTimeUtc(folder["app.log.7"], DateTime.UtcNow.AddDays(-1));
        await using var agent = new RunningAgent(folder, receiver, "--files=*.log");
        folder.AppendLines("app.log", 0, 5);
        await Eventually.TrueAsync(() => receiver.Records.Count == 5, "the first lines arrived");

        folder.Rename("app.log", "app.log.1");
        folder.AppendLines("app.log", 5, 5);

        await Eventually.TrueAsync(() => receiver.Records.Count >= 10, "the new file was read");
        await agent.StopAsync();
        receiver.Bodies.Should().NotContain("old").And.HaveCount(10);
    }

    [TestMethod]
    public async Task An_unfinished_line_of_a_rotated_file_is_sent_when_the_file_is_quiet()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var agent = new RunningAgent(folder, receiver, "--files=*.log");
        folder.Append("app.log", "whole\nunfinished");
        await Eventually.TrueAsync(() => receiver.Records.Count == 1, "the whole line arrived");

        folder.Rename("app.log", "app.log.1");

        await Eventually.TrueAsync(() => receiver.Records.Count == 2, "the unfinished line arrived");
        receiver.Bodies.Should().Equal("whole", "unfinished");
    }

    [TestMethod]
    public async Task A_file_that_is_written_anew_with_the_same_size_is_read_again()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var agent = new RunningAgent(folder, receiver);
        folder.Append("app.log", "one\ntwo\n");
        await Eventually.TrueAsync(() => receiver.Records.Count == 2, "the first content arrived");

        using (var stream = new FileStream(folder["app.log"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Write("six\nten\n"u8);
        }

        await Eventually.TrueAsync(() => receiver.Records.Count == 4, "the second content arrived");
        receiver.Bodies.Should().Equal("one", "two", "six", "ten");
    }

    [TestMethod]
    public async Task A_program_that_goes_on_at_its_old_place_after_a_truncation_leaves_a_hole_of_which_nothing_is_sent()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var agent = new RunningAgent(folder, receiver, "--max-line-bytes=1k");
        using var program = new StreamWriter(new FileStream(folder["app.log"], FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };
        for (var number = 0; number < 100; number++)
        {
            await program.WriteLineAsync(LogFolder.SequenceLine(number));
        }

        await Eventually.TrueAsync(() => receiver.Records.Count == 100, "the lines arrived");
        folder.Truncate("app.log");
        await program.WriteLineAsync(LogFolder.SequenceLine(100));

        await Eventually.TrueAsync(() => receiver.Bodies.Any(body => body.Contains("line 100 ")), "the line behind the hole arrived");
        await agent.StopAsync();
        receiver.Bodies.Select(LogFolder.SequenceNumber).Should().Equal(Enumerable.Range(0, 101));
        receiver.Records[^1].SeverityText.Should().Be("INFO");
    }

    [TestMethod]
    public async Task A_plain_copy_of_a_followed_file_is_not_shipped_a_second_time()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var agent = new RunningAgent(folder, receiver, "--files=app*");
        folder.AppendLines("app.log", 0, 100);
        await Eventually.TrueAsync(() => receiver.Records.Count == 100, "the file arrived");

        File.Copy(folder["app.log"], folder["app.log.1"]);
        folder.AppendLines("app.log", 100, 1);
        await Eventually.TrueAsync(() => File.ReadAllText(folder.PositionsPath).Contains("app.log.1"), "the copy is followed");
        folder.AppendLines("app.log.1", 101, 1);

        await Eventually.TrueAsync(() => receiver.Records.Count > 101, "the line in the copy arrived");
        await agent.StopAsync();
        receiver.Bodies.Select(LogFolder.SequenceNumber).Should().Equal(Enumerable.Range(0, 102));
    }

    private static async Task ShipAllWhileAsync(string files, Action<LogFolder, int> rotate, bool waitBetween = false)
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var agent = new RunningAgent(folder, receiver, $"--files={files}");
        for (var round = 0; round < Rounds; round++)
        {
            for (var line = 0; line < LinesInARound; line += 10)
            {
                folder.AppendLines("app.log", (round * LinesInARound) + line, 10);
                await Task.Yield();
            }

            if (waitBetween || round == 0)
            {
                // What was not seen before a deletion cannot be read after it, and a copy is only found while it is there.
                var seen = round * LinesInARound;
                await Eventually.TrueAsync(() => receiver.Records.Count > seen, "lines of this round arrived");
            }

            rotate(folder, round);
        }

        await Eventually.TrueAsync(() => receiver.Records.Count >= Lines, "all lines arrived");
        await agent.StopAsync();
        receiver.Bodies.Select(LogFolder.SequenceNumber).Order().Should().Equal(Enumerable.Range(0, Lines));
        agent.Output.Should().Contain($"read {Lines}, sent {Lines}, dropped 0");
    }

    private static void Shift(LogFolder folder)
    {
        for (var number = Rounds; number > 0; number--)
        {
            if (File.Exists(folder[$"app.log.{number}"]))
            {
                folder.Rename($"app.log.{number}", $"app.log.{number + 1}");
            }
        }
    }
}
