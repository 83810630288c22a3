namespace Aspire.Hosting.Watchdog.Containers;

/// <summary>Removes the containers, networks and volumes that an AppHost left behind.</summary>
internal sealed class ContainerWatchdog(EngineNotice notice, RunMarker run)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly EngineSweep _sweep = new(new EngineProcess(notice.ClientPath));
    private readonly EngineCreator _appHost = EngineCreator.Of(notice.AppHost);

    /// <summary>
    /// Removes everything of the run; or, if the whole process is gone, everything that it has labelled as its own, which includes the run.
    /// </summary>
    public async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            // Not both: each takes several calls of the engine, and there is little time.
            await (_appHost.IsAlive()
                ? _sweep.RemoveRunAsync(run.Value, Grace, limit.Token)
                : _sweep.RemoveOfCreatorAsync(_appHost, Grace, limit.Token)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException or IOException or System.ComponentModel.Win32Exception)
        {
            // Nobody is left to be told, and the next AppHost looks for leftovers too.
            return;
        }
    }
}
