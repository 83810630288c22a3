using Aspire.Dashboard.Otlp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Terminal;

/// <summary>Receives the telemetry of resources when an address for it is configured, and shows log records on the terminal.</summary>
internal sealed partial class TelemetryReceiver(
    IConfiguration configuration,
    TerminalWriter terminal,
    ILoggerFactory loggerFactory,
    ILogger<TelemetryReceiver> logger) : IHostedService, IAsyncDisposable
{
    private OtlpServer? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = new OtlpServerOptions
        {
            GrpcUrl = ReadUrl("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL"),
            HttpUrl = ReadUrl("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"),
            ApiKey = configuration[AppHostConfiguration.OtlpApiKeyKey],
        };
        if (options.GrpcUrl is null && options.HttpUrl is null)
        {
            return;
        }

        _server = new OtlpServer(options, new TerminalTelemetrySink(terminal), loggerFactory);
        try
        {
            await _server.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            LogUnavailable(exception.Message);
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync().ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Uri? ReadUrl(params string[] keys)
        => Uri.TryCreate(configuration.GetFirst(keys), UriKind.Absolute, out var url) ? url : null;

    [LoggerMessage(1, LogLevel.Warning, "Telemetry of resources is not received: {Reason} Choose another address in the launch profile of the AppHost.")]
    private partial void LogUnavailable(string reason);
}
