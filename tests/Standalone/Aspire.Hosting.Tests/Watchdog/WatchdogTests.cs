using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Aspire.Hosting.Processes;
using Aspire.Hosting.Tests.Processes;
using Aspire.Hosting.Watchdog;

namespace Aspire.Hosting.Tests.Watchdog;

[TestClass]
public sealed class WatchdogTests
{
    /// <summary>What is promised: nothing of a killed AppHost is left after it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>For what takes a moment, unless the machine is very busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestMethod]
    public async Task Killed_AppHost_leaves_nothing_behind()
    {
        using var appHost = StartAppHost();
        var ids = await ProcessIdsAsync(appHost.StandardOutput, count: 3);
        var watchdog = FindWatchdog(appHost.Id);

        appHost.Kill();
        await appHost.WaitForExitAsync();

        await LiveProcesses.WaitForEndAsync([.. ids, .. watchdog], Limit);
        ids.Should().HaveCount(3);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    [UnsupportedOSPlatform("windows")]
    public async Task Interrupted_AppHost_ends_in_order_and_with_success()
    {
        using var appHost = StartAppHost();
        var ids = await ProcessIdsAsync(appHost.StandardOutput, count: 3);
        var watchdog = FindWatchdog(appHost.Id);
        var rest = appHost.StandardOutput.ReadToEndAsync();

        UnixSignals.Send(appHost.Id, UnixSignals.Terminate);
        await appHost.WaitForExitAsync().WaitAsync(Patience);

        appHost.ExitCode.Should().BeOneOf(0, 143);
        (await rest).Should().Contain("tree   | told to end").And.Contain("tree   | Finished with exit code 0");
        await LiveProcesses.WaitForEndAsync([.. ids, .. watchdog], Patience);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task What_left_its_session_is_found_by_its_marker()
    {
        var run = new RunMarker(Guid.NewGuid().ToString("N"));
        var startInfo = new ProcessStartInfo("setsid", [DummyProgram.Path, "wait"]) { RedirectStandardOutput = true };
        startInfo.Environment[RunMarker.VariableName] = run.For("job-abcdefgh").Value;
        using var escaped = Process.Start(startInfo)!;
        (await escaped.StandardOutput.ReadLineAsync()).Should().Be("waiting");

        var exitCode = await ProcessWatchdog.RunAsync(Stream.Null, run);

        exitCode.Should().Be(0);
        LiveProcesses.IsAlive(escaped.Id).Should().BeFalse();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Process_of_another_run_is_left_alone()
    {
        var startInfo = new ProcessStartInfo(DummyProgram.Path, ["wait"]) { RedirectStandardOutput = true };
        startInfo.Environment[RunMarker.VariableName] = "other-run/job-abcdefgh";
        using var other = Process.Start(startInfo)!;
        (await other.StandardOutput.ReadLineAsync()).Should().Be("waiting");
        var reused = new ProcessIdentity(other.Id, Started: 1);

        await ProcessWatchdog.RunAsync(new MemoryStream(System.Text.Encoding.ASCII.GetBytes($"+{reused}\n")), new RunMarker("other"));

        LiveProcesses.IsAlive(other.Id).Should().BeTrue();
        other.Kill();
        await other.WaitForExitAsync();
    }

    [TestMethod]
    [DataRow("ASPIRE_HOSTING_RUN=abc", true)]
    [DataRow("A=1\0ASPIRE_HOSTING_RUN=abc/job-x\0B=2", true)]
    [DataRow("ASPIRE_HOSTING_RUN=abcd", false)]
    [DataRow("X_ASPIRE_HOSTING_RUN=abc", false)]
    [DataRow("", false)]
    public void Marker_is_found_in_an_environment_block(string environment, bool expected)
        => new RunMarker("abc").IsIn(System.Text.Encoding.UTF8.GetBytes(environment)).Should().Be(expected);

    private static Process StartAppHost()
        => Process.Start(new ProcessStartInfo(
            RunningHost.DotnetPath, [Path.Combine(AppContext.BaseDirectory, "Aspire.Hosting.Tests.AppHost.dll")])
        {
            RedirectStandardOutput = true,
        })!;

    // Lines of the terminal output look like: 12:00:00 tree   | process 123
    private static async Task<int[]> ProcessIdsAsync(StreamReader output, int count)
    {
        List<int> ids = [];
        var waiting = 0;
        while (waiting < count)
        {
            var line = await output.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("The AppHost ended early.");
            if (line.Split("tree   | process ") is [_, var id])
            {
                ids.Add(int.Parse(id, CultureInfo.InvariantCulture));
            }

            waiting += line.EndsWith("tree   | waiting", StringComparison.Ordinal) ? 1 : 0;
        }

        return [.. ids];
    }

    // The kernel lists children by the thread that started them, and the AppHost may have started it on any.
    private static int[] FindWatchdog(int appHostId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        int[] watchdogs =
        [
            .. Directory.EnumerateDirectories($"/proc/{appHostId}/task")
                .SelectMany(thread => ReadProcFile($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(id => ReadProcFile($"/proc/{id}/cmdline").Contains("Aspire.Hosting.Watchdog.dll", StringComparison.Ordinal))
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
        ];
        watchdogs.Should().ContainSingle();

        return watchdogs;
    }

    private static string ReadProcFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // That thread or process has ended meanwhile.
            return "";
        }
    }
}
