namespace Aspire.Dashboard.Server;

/// <summary>A server lives as long as its owner wants. The default lifetime would stop it at Ctrl+C, before what still reports to it.</summary>
internal sealed class UnattendedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
