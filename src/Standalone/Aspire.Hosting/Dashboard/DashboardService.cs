using System.Net.Sockets;
using Aspire.Dashboard.Otlp;
using Aspire.Dashboard.Server;
using Aspire.Dashboard.Telemetry;
using Aspire.Hosting.Terminal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Runs the dashboard and its receiver of telemetry as long as the application runs.</summary>
internal sealed class DashboardService(
    ResourceFeed resources,
    IConfiguration configuration,
    TerminalWriter terminal,
    TimeProvider timeProvider,
    ILoggerFactory loggerFactory) : IHostedService, IAsyncDisposable
{
    private readonly DashboardLog _log = new(loggerFactory.CreateLogger<DistributedApplication>());
    private TelemetryStore? _telemetry;
    private OtlpServer? _receiver;
    private DashboardServer? _dashboard;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = DashboardSettings.Read(configuration);
        _telemetry = new TelemetryStore(settings.Limits, timeProvider);
        await StartReceiverAsync(settings, _telemetry, cancellationToken).ConfigureAwait(false);
        await StartDashboardAsync(settings, _telemetry, cancellationToken).ConfigureAwait(false);
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync().ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _dashboard, null) is { } dashboard)
        {
            await dashboard.DisposeAsync().ConfigureAwait(false);
        }

        if (Interlocked.Exchange(ref _receiver, null) is { } receiver)
        {
            await receiver.DisposeAsync().ConfigureAwait(false);
        }

        Interlocked.Exchange(ref _telemetry, null)?.Dispose();
    }

    private async Task StartReceiverAsync(DashboardSettings settings, TelemetryStore telemetry, CancellationToken cancellationToken)
    {
        if (settings.OtlpGrpcUrl is null && settings.OtlpHttpUrl is null)
        {
            return;
        }

        var receiver = new OtlpServer(settings.Receiver(timeProvider), new SinkPair(new TerminalTelemetrySink(terminal), telemetry), loggerFactory);
        try
        {
            await receiver.StartAsync(cancellationToken).ConfigureAwait(false);
            _receiver = receiver;
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or SocketException)
        {
            _log.ReceiverUnavailable(exception.Message);
            await receiver.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task StartDashboardAsync(DashboardSettings settings, TelemetryStore telemetry, CancellationToken cancellationToken)
    {
        var dashboard = new DashboardServer(settings.Server(timeProvider), resources, telemetry, loggerFactory);
        try
        {
            await dashboard.StartAsync(cancellationToken).ConfigureAwait(false);
            _dashboard = dashboard;
            Announce(settings, dashboard.Addresses[0]);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or SocketException)
        {
            _log.DashboardUnavailable(exception.Message);
            await dashboard.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Announce(DashboardSettings settings, Uri address)
    {
        // Addresses as they were configured: 'localhost' stays that.
        var url = new UriBuilder(settings.Urls[0]) { Port = address.Port }.Uri.GetLeftPart(UriPartial.Authority);
        foreach (var refused in settings.RefusedUrls)
        {
            _log.AddressRefused(refused);
        }

        _log.Listening(url);
        if (settings.BrowserToken is { } token)
        {
            _log.Login($"{url}/login?t={token}");
        }
    }
}
