using Aspire.Sidecar.Agent.Tests.Hosting;

namespace Aspire.Sidecar.Agent.Tests.Running;

[TestClass]
public sealed class RestartTests
{
    [TestMethod]
    public async Task Killed_in_the_middle_nothing_is_lost()
    {
        const int Lines = 10_000;
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        var variables = RunningAgent.Variables(folder, receiver.HttpEndpoint);
        folder.AppendLines("app.log", 0, Lines / 2);

        foreach (var threshold in (int[])[1, 1000, 3000])
        {
            using var killed = new AgentProcess(variables, "--batch-size=100");
            await Eventually.TrueAsync(() => receiver.Records.Count > threshold, "some lines arrived");
            await killed.KillAsync();
        }

        folder.Rename("app.log", "app.log.1");
        folder.AppendLines("app.log", Lines / 2, Lines / 2);
        using var last = new AgentProcess(variables);
        await Eventually.TrueAsync(() => receiver.Bodies.Distinct().Count() >= Lines, "all lines arrived");
        var (exitCode, _, _) = await last.TerminateAsync();

        exitCode.Should().Be(0);
        receiver.Bodies.Select(LogFolder.SequenceNumber).Distinct().Order().Should().Equal(Enumerable.Range(0, Lines));
        receiver.Records.Count.Should().BeLessThan(Lines * 2, "positions were kept, so that only the last batches came twice");
    }

    [TestMethod]
    public async Task Asked_to_stop_it_sends_what_is_there_and_says_so()
    {
        const int Lines = 5000;
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        using var agent = new AgentProcess(RunningAgent.Variables(folder, receiver.HttpEndpoint), "--drain-timeout=30s");
        folder.AppendLines("first.log", 0, 1);
        await Eventually.TrueAsync(() => receiver.Records.Count == 1, "the first line arrived");

        folder.AppendLines("app.log", 1, Lines - 2);
        folder.Append("sub/other.log", LogFolder.SequenceLine(Lines - 1));
        var (exitCode, output, errors) = await agent.TerminateAsync();

        exitCode.Should().Be(0, errors);
        output.Should().EndWith($"read {Lines}, sent {Lines}, dropped 0{Environment.NewLine}");
        receiver.Bodies.Select(LogFolder.SequenceNumber).Order().Should().Equal(Enumerable.Range(0, Lines));
    }

    [TestMethod]
    public async Task Not_drained_in_time_it_says_what_is_left_and_the_next_run_sends_it()
    {
        using var folder = new LogFolder();
        var isUp = false;
        await using var receiver = await OtlpReceiver.StartAsync(_ => isUp ? OtlpAnswer.Accept : OtlpAnswer.Unavailable);
        var variables = RunningAgent.Variables(folder, receiver.HttpEndpoint);
        folder.AppendLines("app.log", 0, 50);
        using (var agent = new AgentProcess(variables, "--drain-timeout=300ms", "--log-level=warning"))
        {
            await Eventually.TrueAsync(() => receiver.Calls.Count > 0, "the receiver was asked");
            var (exitCode, output, errors) = await agent.TerminateAsync();
            exitCode.Should().Be(0);
            output.Should().Contain("read 50, sent 0, dropped 0");
            errors.Should().Contain("50 lines that were read").And.Contain("the next run sends them");
        }

        isUp = true;
        await using var next = new RunningAgent(variables);
        await Eventually.TrueAsync(() => receiver.Records.Count == 50, "the next run sent the lines");
    }

    [TestMethod]
    public async Task Everything_goes_on_where_it_was_after_a_stop()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        folder.Append("app.log", "one\r\ntwo\nhalf of");
        await RunUntilAsync(folder, receiver, 2);
        folder.Append("app.log", " three\nfour\n\n");
        await RunUntilAsync(folder, receiver, 5);
        await RunUntilAsync(folder, receiver, 5);

        receiver.Bodies.Should().Equal("one", "two", "half of", " three", "four");
    }

    [TestMethod]
    public async Task Rotations_while_the_agent_was_away_are_followed_up()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        folder.AppendLines("app.log", 0, 10);
        await RunUntilAsync(folder, receiver, 10, "--files=*.log");

        folder.AppendLines("app.log", 10, 10);
        folder.Rename("app.log", "app.log.2");
        folder.AppendLines("app.log", 20, 10);
        folder.Rename("app.log", "app.log.1");
        folder.AppendLines("app.log", 30, 10);
        await RunUntilAsync(folder, receiver, 40, "--files=*.log");

        receiver.Bodies.Select(LogFolder.SequenceNumber).Order().Should().Equal(Enumerable.Range(0, 40));
    }

    [TestMethod]
    public async Task A_truncation_while_the_agent_was_away_is_noticed_and_its_copy_read()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        folder.AppendLines("app.log", 0, 10);
        await RunUntilAsync(folder, receiver, 10, "--files=*.log");

        folder.AppendLines("app.log", 10, 10);
        folder.CopyAndTruncate("app.log", "app.log.1");
        folder.AppendLines("app.log", 20, 30);
        await RunUntilAsync(folder, receiver, 50, "--files=*.log");

        receiver.Bodies.Select(LogFolder.SequenceNumber).Order().Should().Equal(Enumerable.Range(0, 50));
    }

    [TestMethod]
    public async Task A_file_in_the_place_of_a_deleted_one_is_read_from_its_beginning()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        folder.AppendLines("app.log", 0, 10);
        await RunUntilAsync(folder, receiver, 10);

        // File systems like to give the inode of the deleted file to the new one.
        File.Delete(folder["app.log"]);
        folder.AppendLines("app.log", 10, 20);
        await RunUntilAsync(folder, receiver, 30);

        receiver.Bodies.Select(LogFolder.SequenceNumber).Should().Equal(Enumerable.Range(0, 30));
        File.ReadAllText(folder.PositionsPath).Split("\"path\"").Should().HaveCount(2, "the entry of the deleted file is gone");
    }

    [TestMethod]
    public async Task Positions_that_cannot_be_understood_are_put_aside()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        folder.Append("app.log", "one\n");
        await RunUntilAsync(folder, receiver, 1);
        File.WriteAllText(folder.PositionsPath, "{ \"version\": 1, \"files\": [ tru\n");

        using var agent = new AgentProcess(RunningAgent.Variables(folder, receiver.HttpEndpoint), "--from=end", "--log-level=warning");
        await Eventually.TrueAsync(() => receiver.Records.Count == 2, "the file was read again");
        var (exitCode, _, errors) = await agent.TerminateAsync();

        exitCode.Should().Be(0);
        errors.Should().Contain("cannot be understood");
        File.ReadAllText(folder.PositionsPath + ".corrupt").Should().EndWith("tru\n");
        File.ReadAllText(folder.PositionsPath).Should().Contain("\"offset\":4");
    }

    [TestMethod]
    public async Task From_the_end_only_on_the_very_first_start()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        folder.Append("app.log", "old\n");
        await using (var agent = new RunningAgent(folder, receiver, "--from=end"))
        {
            await Eventually.TrueAsync(() => File.Exists(folder.PositionsPath), "positions were written");
            folder.Append("app.log", "new\n");
            folder.Append("later.log", "later\n");
            await Eventually.TrueAsync(() => receiver.Records.Count == 2, "the new lines arrived");
        }

        folder.Append("meanwhile.log", "meanwhile\n");
        await RunUntilAsync(folder, receiver, 3, "--from=end");
        receiver.Bodies.Should().BeEquivalentTo("new", "later", "meanwhile");
    }

    [TestMethod]
    public async Task A_first_start_that_found_no_files_was_the_first_one_all_the_same()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using (new RunningAgent(folder, receiver, "--from=end"))
        {
            await Eventually.TrueAsync(() => File.Exists(folder.PositionsPath), "positions were written");
        }

        folder.Append("meanwhile.log", "meanwhile\n");
        await RunUntilAsync(folder, receiver, 1, "--from=end");
    }

    [TestMethod]
    public async Task A_folder_that_its_program_has_removed_is_not_made_anew()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        var positions = folder["logs/.sidecar/logs.positions.json"];
        folder.Append("logs/app.log", "one\n");
        await using (new RunningAgent(folder, receiver, $"--directory={folder["logs"]}"))
        {
            await Eventually.TrueAsync(() => File.Exists(positions) && File.ReadAllText(positions).Contains("\"offset\":4"), "the line was sent and remembered");
            Directory.Delete(folder["logs"], recursive: true);
        }

        Directory.Exists(folder["logs"]).Should().BeFalse();
    }

    private static async Task RunUntilAsync(LogFolder folder, OtlpReceiver receiver, int records, params string[] options)
    {
        await using var agent = new RunningAgent(folder, receiver, options);
        await Eventually.TrueAsync(() => receiver.Records.Count >= records, $"{records} records arrived");
    }
}
