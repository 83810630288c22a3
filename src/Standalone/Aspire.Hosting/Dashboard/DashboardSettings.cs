using Aspire.Dashboard.Otlp;
using Aspire.Dashboard.Server;
using Aspire.Dashboard.Telemetry;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>What the configuration says about the dashboard.</summary>
/// <param name="Urls">Where it listens; port 0 takes a free one.</param>
/// <param name="RefusedUrls">Where it was told to listen, and cannot.</param>
/// <param name="OtlpGrpcUrl">Where telemetry is received over gRPC.</param>
/// <param name="OtlpHttpUrl">Where telemetry is received over HTTP.</param>
/// <param name="BrowserToken">What a browser needs to log in; nothing lets everyone in.</param>
/// <param name="OtlpApiKey">What senders of telemetry need.</param>
/// <param name="Limits">How much telemetry is kept.</param>
internal sealed record DashboardSettings(
    IReadOnlyList<Uri> Urls,
    IReadOnlyList<string> RefusedUrls,
    Uri? OtlpGrpcUrl,
    Uri? OtlpHttpUrl,
    string? BrowserToken,
    string? OtlpApiKey,
    TelemetryLimits Limits)
{
    private const string UrlsKey = "ASPNETCORE_URLS";
    private static readonly Uri FreePort = new("http://127.0.0.1:0");

    public static DashboardSettings Read(IConfiguration configuration)
    {
        var configured = (configuration[UrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Uri[] usable = [.. configured.Select(ToUri).OfType<Uri>().Where(url => url.Scheme == Uri.UriSchemeHttp)];

        return new DashboardSettings(
            usable is [] ? [FreePort] : usable,
            [.. configured.Where(url => ToUri(url)?.Scheme != Uri.UriSchemeHttp)],
            ToUri(OtlpEndpoint.GetGrpcUrl(configuration)),
            ToUri(OtlpEndpoint.GetHttpUrl(configuration)),
            configuration[AppHostConfiguration.BrowserTokenKey],
            configuration[AppHostConfiguration.OtlpApiKeyKey],
            TelemetryLimits.Read(configuration));
    }

    public DashboardServerOptions Server(TimeProvider timeProvider)
        => new() { Urls = Urls, BrowserToken = BrowserToken, Limits = Limits, TimeProvider = timeProvider };

    public OtlpServerOptions Receiver(TimeProvider timeProvider) => new()
    {
        GrpcUrl = OtlpGrpcUrl,
        HttpUrl = OtlpHttpUrl,
        ApiKey = OtlpApiKey,
        MaxAttributes = Limits.MaxAttributeCount,
        MaxTextLength = Limits.MaxAttributeLength,
        MaxSpanEvents = Limits.MaxSpanEventCount,
        TimeProvider = timeProvider,
    };

    private static Uri? ToUri(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri : null;
}
