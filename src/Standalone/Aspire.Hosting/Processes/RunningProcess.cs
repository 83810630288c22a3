using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestrator;

namespace Aspire.Hosting.Processes;

/// <summary>The process of a resource that runs.</summary>
internal sealed class RunningProcess : IRunningResource
{
    private readonly ChildProcess _process;
    private readonly WatchdogClient _watchdog;

    public RunningProcess(ChildProcess process, WatchdogClient watchdog)
    {
        _process = process;
        _watchdog = watchdog;
        Exited = WaitForExitAsync();
    }

    public Task<int?> Exited { get; }

    public CustomResourceSnapshot Describe(CustomResourceSnapshot snapshot)
        => snapshot with { Properties = snapshot.Properties.SetProperty(SnapshotProperties.ExecutablePid, _process.Identity.Id) };

    public Task StopAsync(TimeSpan grace) => _process.StopAsync(grace);

    private async Task<int?> WaitForExitAsync()
    {
        var exitCode = await _process.Exited.ConfigureAwait(false);
        _watchdog.Remove(_process.Identity);
        _process.Dispose();

        return exitCode;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"process {_process.Identity.Id}");
}
