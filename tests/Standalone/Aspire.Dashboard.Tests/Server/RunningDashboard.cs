using Aspire.Dashboard.Server;
using Aspire.Dashboard.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Dashboard.Tests.Server;

/// <summary>A dashboard on a free port, and a browser without scripts.</summary>
internal sealed class RunningDashboard : IAsyncDisposable
{
    public const string Token = "0123456789abcdef0123456789abcdef";

    private readonly DashboardServer _server;

    private RunningDashboard(string? token)
    {
        Telemetry = new TelemetryStore(new TelemetryLimits(), TimeProvider.System);
        _server = new DashboardServer(new() { Urls = [new("http://127.0.0.1:0")], BrowserToken = token }, Resources, Telemetry, NullLoggerFactory.Instance);
    }

    public FakeResources Resources { get; } = new();

    public TelemetryStore Telemetry { get; }

    public Uri Address => _server.Addresses[0];

    public HttpClient Browser { get; private set; } = null!;

    public static async Task<RunningDashboard> StartAsync(string? token = Token)
    {
        var dashboard = new RunningDashboard(token);
        await dashboard._server.StartAsync(CancellationToken.None);
        dashboard.Browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = dashboard.Address };
        return dashboard;
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await _server.DisposeAsync();
        Telemetry.Dispose();
    }
}
