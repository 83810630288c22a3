using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Aspire.Hosting.Processes;
using Aspire.Hosting.Watchdog;

namespace Aspire.Hosting.Tests.Processes;

[TestClass]
public sealed class ChildProcessTests
{
    /// <summary>For what takes a moment, unless the machine is very busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<(string Text, bool IsError)> _lines = new();

    private IEnumerable<string> Texts => _lines.Select(line => line.Text);

    [TestMethod]
    public async Task Last_line_without_an_end_is_captured()
    {
        using var process = Start("print", "whole", "partial", "half", "exit", "5");

        (await process.Exited).Should().Be(5);

        Texts.Should().Equal("whole", "half");
    }

    [TestMethod]
    public async Task No_line_of_a_burst_is_lost()
    {
        const int Count = 100_000;
        using var process = Start("burst", Count.ToString(CultureInfo.InvariantCulture), "exit", "0");

        await process.Exited;

        Texts.Should().Equal(Enumerable.Range(0, Count).Select(number => number.ToString(CultureInfo.InvariantCulture)));
    }

    [TestMethod]
    public async Task Colours_and_the_stream_are_kept()
    {
        using var process = Start("print", "\u001b[31mred\u001b[0m", "error", "bad");

        await process.Exited;

        _lines.Should().BeEquivalentTo([("\u001b[31mred\u001b[0m", false), ("bad", true)]);
    }

    [TestMethod]
    public async Task Process_that_obeys_is_not_killed()
    {
        using var process = Start("wait", "exit", "3");
        await SeesAsync("waiting");

        await process.StopAsync(Patience);

        Texts.Should().Contain("told to end");
        (await process.Exited).Should().Be(OperatingSystem.IsWindows() ? -1 : 3);
    }

    [TestMethod]
    public async Task Process_that_does_not_obey_is_killed_after_the_grace_period()
    {
        using var process = Start("stubborn");
        await SeesAsync("stubborn");
        var clock = Stopwatch.StartNew();

        await process.StopAsync(TimeSpan.FromMilliseconds(300));

        clock.Elapsed.Should().BeGreaterThan(TimeSpan.FromMilliseconds(250)).And.BeLessThan(Patience);
        (await process.Exited).Should().NotBe(0);
    }

    [TestMethod]
    public async Task Stop_ends_the_whole_tree()
    {
        using var process = Start("children", "2");
        var ids = await ProcessIdsAsync(3);

        await process.StopAsync(Patience);

        ids.Should().NotContain(id => LiveProcesses.IsAlive(id));
    }

    [TestMethod]
    public async Task What_a_process_leaves_behind_is_ended()
    {
        using var process = Start("children", "1");
        var ids = await ProcessIdsAsync(2);
        using (var root = Process.GetProcessById(process.Identity.Id))
        {
            root.Kill();
        }

        await process.Exited.WaitAsync(Patience);

        ids.Should().NotContain(id => LiveProcesses.IsAlive(id));
    }

    [TestMethod]
    public async Task Variables_of_the_AppHost_itself_are_not_inherited()
    {
        using var process = Start(new Dictionary<string, string> { ["OWN"] = "1" }, "env", "OWN", "env", "DOTNET_ENVIRONMENT", "env", "PATH");

        await process.Exited;

        Texts.Should().Contain("OWN=1").And.Contain("DOTNET_ENVIRONMENT=").And.Contain($"PATH={Environment.GetEnvironmentVariable("PATH")}");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    [UnsupportedOSPlatform("windows")]
    public async Task Process_leads_a_group_of_its_own()
    {
        using var process = Start("wait");
        await SeesAsync("waiting");

        UnixSignals.GroupExists(process.Identity.Id).Should().BeTrue();

        await process.StopAsync(Patience);
        UnixSignals.GroupExists(process.Identity.Id).Should().BeFalse();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    [UnsupportedOSPlatform("windows")]
    public async Task Launcher_does_what_setsid_does()
    {
        var spec = new ProcessSpec(RunningHost.DotnetPath, [WatchdogClient.ProgramPath, "exec", DummyProgram.Path, "wait"], AppContext.BaseDirectory, new Dictionary<string, string>());
        var startInfo = new ProcessStartInfo(spec.FileName, spec.Arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(startInfo)!;
        (await process.StandardOutput.ReadLineAsync()).Should().Be("waiting");

        UnixSignals.GroupExists(process.Id).Should().BeTrue();

        UnixSignals.SendToGroup(process.Id, UnixSignals.Terminate);
        await process.WaitForExitAsync();
    }

    private ChildProcess Start(params string[] steps) => Start(new Dictionary<string, string>(), steps);

    private ChildProcess Start(Dictionary<string, string> environment, params string[] steps)
        => ChildProcess.Start(
            new ProcessSpec(DummyProgram.Path, steps, AppContext.BaseDirectory, environment),
            new RunMarker(Guid.NewGuid().ToString("N")),
            (line, isError) => _lines.Enqueue((line, isError)),
            TimeProvider.System);

    private Task SeesAsync(string text) => UntilAsync(() => Texts.Contains(text));

    private async Task<int[]> ProcessIdsAsync(int count)
    {
        await UntilAsync(() => Texts.Count(line => line == "waiting") == count);

        return [.. Texts.Where(line => line.StartsWith("process ", StringComparison.Ordinal)).Select(line => int.Parse(line[8..], CultureInfo.InvariantCulture))];
    }

    private static Task UntilAsync(Func<bool> condition) => Eventually.TrueAsync(condition, Patience, "the program has said so");
}
