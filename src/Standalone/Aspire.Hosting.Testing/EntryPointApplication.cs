using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>An application that the program of an AppHost has built. That program raises the events around its start.</summary>
internal sealed class EntryPointApplication(EntryPointHost host) : DistributedApplication(host)
{
    private readonly EntryPointHost _host = host;

    public override Task RunAsync(CancellationToken cancellationToken = default) => _host.RunAsync(cancellationToken);

    public override Task StartAsync(CancellationToken cancellationToken = default) => _host.StartAsync(cancellationToken);

    public override Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);
}
