using System.Text;
using Aspire.Sidecar.Agent.Tests.Hosting;

namespace Aspire.Sidecar.Agent.Tests.Running;

/// <summary>What goes wrong with one file stays with that one.</summary>
[TestClass]
public sealed class TroubleTests
{
    // Reading it fails, whoever reads: the loopback interface has no speed.
    private const string Unreadable = "/sys/class/net/lo/speed";

    [TestMethod]
    public async Task A_file_that_cannot_be_read_does_not_hinder_the_others()
    {
        Requirement.Check("LINUX", File.Exists(Unreadable) ? null : $"There is no {Unreadable} here.");
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        File.CreateSymbolicLink(folder["bad.log"], Unreadable);
        using var agent = new AgentProcess(RunningAgent.Variables(folder, receiver.HttpEndpoint), "--log-level=warning");
        folder.AppendLines("app.log", 0, 10);
        await Eventually.TrueAsync(() => receiver.Records.Count == 10, "the lines of the other file arrived");
        var (exitCode, _, errors) = await agent.TerminateAsync();

        exitCode.Should().Be(0);
        errors.Split("bad.log' cannot be read").Should().HaveCount(2, "it is said once");
    }

    [TestMethod]
    public async Task There_may_be_more_files_than_the_system_lets_it_open()
    {
        const int Files = 600;
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        for (var number = 0; number < Files; number++)
        {
            folder.AppendLines($"app{number}.log", number, 1);
        }

        using var agent = new AgentProcess(RunningAgent.Variables(folder, receiver.HttpEndpoint), ["logging", .. RunningAgent.QuickOptions], openFiles: 256);
        await Eventually.TrueAsync(() => receiver.Records.Count >= Files, "a line of each file arrived");
        for (var number = 0; number < Files; number += 7)
        {
            folder.AppendLines($"app{number}.log", Files + number, 1);
        }

        folder.Rename("app1.log", "app1.log.1");
        await Eventually.TrueAsync(() => receiver.Records.Count >= Files + 86, "files that were closed are found again");
        var (exitCode, output, _) = await agent.TerminateAsync();
        exitCode.Should().Be(0);
        output.Should().EndWith($"read {Files + 86}, sent {Files + 86}, dropped 0{Environment.NewLine}");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_full_disk_hinders_no_shipping_and_what_was_shipped_is_known_once_there_is_room(bool isFullFromTheStart)
    {
        using var disk = SmallDisk.Mount(size: 512 * 1024);
        using var folder = new LogFolder(disk);
        await using var receiver = await OtlpReceiver.StartAsync();
        folder.AppendLines("app.log", 0, 100);
        if (isFullFromTheStart)
        {
            disk.Fill();
        }

        using (var agent = new AgentProcess(RunningAgent.Variables(folder, receiver.HttpEndpoint), "--log-level=warning"))
        {
            await Eventually.TrueAsync(() => receiver.Records.Count == 100, "what is in the file arrived");
            disk.Fill();
            disk.MakeRoom();
            folder.AppendLines("app.log", 100, 100);
            disk.Fill();
            await Eventually.TrueAsync(() => receiver.Records.Count == 200, "what came after that arrived");
            if (isFullFromTheStart)
            {
                agent.Errors.Split("No space left on device").Should().HaveCount(2, "it is said once: {0}", agent.Errors);
            }

            disk.MakeRoom();
            folder.AppendLines("app.log", 200, 100);
            await Eventually.TrueAsync(() => receiver.Records.Count == 300, "what came after that arrived too");
            (await agent.TerminateAsync()).ExitCode.Should().Be(0);
        }

        folder.AppendLines("app.log", 300, 100);
        await using var next = new RunningAgent(folder, receiver);
        await Eventually.TrueAsync(() => receiver.Records.Count >= 400, "the next one goes on");
        receiver.Bodies.Select(LogFolder.SequenceNumber).Should().Equal(Enumerable.Range(0, 400));
    }

    [TestMethod]
    public async Task A_second_agent_on_a_folder_waits_and_says_so()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        var first = new RunningAgent(folder, receiver);
        folder.AppendLines("app.log", 0, 5);
        await Eventually.TrueAsync(() => receiver.Records.Count == 5, "the first one works");

        using var second = new AgentProcess(RunningAgent.Variables(folder, receiver.HttpEndpoint), "--log-level=warning");
        await Eventually.TrueAsync(() => second.Errors.Contains("Another agent (process "), "the second one says why it waits");
        folder.AppendLines("app.log", 5, 5);
        await Eventually.TrueAsync(() => receiver.Records.Count == 10, "the first one goes on working");
        await first.DisposeAsync();
        folder.AppendLines("app.log", 10, 5);
        await Eventually.TrueAsync(() => receiver.Records.Count >= 15, "the second one goes on where the first one was");
        (await second.TerminateAsync()).ExitCode.Should().Be(0);
        receiver.Bodies.Select(LogFolder.SequenceNumber).Should().Equal(Enumerable.Range(0, 15));
    }

    [TestMethod]
    public async Task A_last_line_without_an_end_is_sent_after_a_while_and_the_rest_of_it_later()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var agent = new RunningAgent(folder, receiver, "--last-line-wait=100ms");
        folder.Append("app.log", "whole\nunfin");
        await Eventually.TrueAsync(() => receiver.Records.Count == 2, "the unfinished line arrived");
        folder.Append("app.log", "ished\n");
        await Eventually.TrueAsync(() => receiver.Records.Count == 3, "the rest arrived");
        receiver.Bodies.Should().Equal("whole", "unfin", "ished");
    }

    [TestMethod]
    public async Task While_a_line_of_one_output_waits_for_its_parts_those_of_the_other_are_sent_once()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var agent = new RunningAgent(folder, receiver);
        const string Time = "2026-01-31T12:34:56Z";
        folder.Append("app.log", $"{Time} stdout P first half\n{Time} stderr F INFO a\n{Time} stderr F INFO b\n");
        await Eventually.TrueAsync(() => receiver.Bodies.Contains("INFO b"), "the other output arrived");
        folder.Append("app.log", $"{Time} stderr F INFO c\n{Time} stdout F , second half\n{Time} stderr F INFO d\n");
        await Eventually.TrueAsync(() => receiver.Bodies.Contains("INFO d"), "the rest arrived");
        await agent.StopAsync();
        receiver.Bodies.Should().OnlyHaveUniqueItems().And.Contain(["INFO a", "INFO b", "INFO c", "INFO d"]);
        string.Concat(receiver.Bodies.Where(body => body.Contains("half"))).Should().Be("first half, second half");
    }

    [TestMethod]
    public async Task Names_that_are_not_utf8_utf16_and_links_to_folders_are_followed()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        using var elsewhere = new LogFolder();
        elsewhere.Append("linked.log", "behind a link\n");
        Directory.CreateSymbolicLink(elsewhere["circle"], elsewhere.Path);
        Directory.CreateSymbolicLink(folder["link"], elsewhere.Path);
        folder.Append("wide.log", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("in UTF-16 ä\r\nsecond\r\n")]);
        using (var shell = System.Diagnostics.Process.Start("sh", ["-c", $"printf 'raw name\\n' > \"{folder.Path}/$(printf 'b\\344d.log')\""]))
        {
            await shell.WaitForExitAsync();
        }

        var agent = new RunningAgent(folder, receiver);
        await Eventually.TrueAsync(() => receiver.Records.Count >= 4, "the lines arrived");
        receiver.Bodies.Should().BeEquivalentTo("behind a link", "in UTF-16 ä", "second", "raw name");
        receiver.Records.Single(record => record.Body.StringValue == "raw name").Attributes.Single(attribute => attribute.Key == "log.file.name").Value.StringValue.Should().Be("b\uFFFDd.log");
        await agent.DisposeAsync();

        // .NET cannot remove it.
        using var remove = System.Diagnostics.Process.Start("sh", ["-c", $"rm '{folder.Path}/'b*d.log"]);
        await remove.WaitForExitAsync();
    }

    [TestMethod]
    public async Task Memory_is_bounded_by_everything_a_record_holds()
    {
        const int Megabyte = 1024 * 1024;
        using var folder = new LogFolder();
        var isUp = false;
        await using var receiver = await OtlpReceiver.StartAsync(_ => isUp ? OtlpAnswer.Accept : OtlpAnswer.Unavailable);
        var line = $$"""{"level":"error","msg":"m","data":"{{new string('x', 60_000)}}"}""" + "\n";
        for (var i = 0; i < 20; i++)
        {
            folder.Append("app.log", string.Concat(Enumerable.Repeat(line, 100)));
        }

        folder.Append("long.log", new string('y', 30 * Megabyte));
        folder.Append("fields.log", string.Concat(Enumerable.Repeat("{" + string.Join(',', Enumerable.Range(0, 1000).Select(number => $"\"f{number}\":{number}")) + "}\n", 1000)));
        using var agent = new AgentProcess(RunningAgent.Variables(folder, receiver.HttpEndpoint), "--drain-timeout=100ms");
        await Eventually.TrueAsync(() => receiver.Calls.Count >= 3, "the agent tried several times");
        agent.WorkingSet.Should().BeLessThan(130 * Megabyte, "the files hold more than that");
    }

    [TestMethod]
    public async Task What_is_left_of_a_folder_that_is_removed_is_said_to_be_lost()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync(_ => OtlpAnswer.Unavailable);
        folder.AppendLines("app.log", 0, 50);
        using var agent = new AgentProcess(RunningAgent.Variables(folder, receiver.HttpEndpoint), "--drain-timeout=300ms", "--log-level=warning", "--ephemeral=on");
        await Eventually.TrueAsync(() => receiver.Calls.Count > 0, "the receiver was asked");
        (await agent.TerminateAsync()).Errors.Should().Contain("they are lost, for the volume is removed").And.NotContain("the next run");
    }

    [TestMethod]
    public async Task Nothing_that_matches_is_said()
    {
        using var folder = new LogFolder();
        folder.Append("appsettings.json", "{}");
        using var agent = new AgentProcess(new Dictionary<string, string?> { ["SIDECAR_VOLUME_LOGS"] = folder.Path }, "--log-level=warning");
        await Eventually.TrueAsync(() => agent.Errors.Contains("it holds 1 other files, such as 'appsettings.json'"), "the warning came");
    }
}
