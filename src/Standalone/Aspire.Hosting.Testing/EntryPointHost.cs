using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// The host of an application that the program of an AppHost has built. Starting it lets that program go on and start the
/// application; stopping it brings the program to its end.
/// </summary>
internal sealed class EntryPointHost(SuspendingFactory factory, DistributedApplication application) : IHost, IAsyncDisposable
{
    public IServiceProvider Services => application.Services;

    public Task StartAsync(CancellationToken cancellationToken = default) => factory.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken = default) => factory.DisposeAsync().AsTask().WaitAsync(cancellationToken);

    public void Dispose() => factory.Dispose();

    public ValueTask DisposeAsync() => factory.DisposeAsync();
}
