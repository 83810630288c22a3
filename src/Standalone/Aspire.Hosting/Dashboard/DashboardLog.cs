using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>What the AppHost says about the dashboard; the first two lines as Aspire says them.</summary>
internal sealed partial class DashboardLog(ILogger logger)
{
    [LoggerMessage(11, LogLevel.Information, "Now listening on: {DashboardUrl}")]
    public partial void Listening(string dashboardUrl);

    [LoggerMessage(12, LogLevel.Information, "Login to the dashboard at {LoginUrl}")]
    public partial void Login(string loginUrl);

    [LoggerMessage(13, LogLevel.Warning, "The dashboard does not run: {Reason} Choose another address in the launch profile of the AppHost.")]
    public partial void DashboardUnavailable(string reason);

    [LoggerMessage(14, LogLevel.Warning, "Telemetry of resources is not received: {Reason} Choose another address in the launch profile of the AppHost.")]
    public partial void ReceiverUnavailable(string reason);

    [LoggerMessage(15, LogLevel.Warning, "The dashboard does not listen on '{Url}'. The standalone host serves it without TLS: use an address that starts with 'http://' and names a host.")]
    public partial void AddressRefused(string url);
}
