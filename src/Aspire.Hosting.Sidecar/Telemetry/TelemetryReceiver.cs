using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;

namespace Aspire.Hosting.Sidecar.Telemetry;

/// <summary>
/// Where the integration's own telemetry goes by OTLP: to the dashboard that runs, or else to the URL that is configured for one.
/// </summary>
internal static class TelemetryReceiver
{
    // The names by which an AppHost is told of its dashboard: https://aspire.dev/app-host/configuration/
    public const string GrpcUrl = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    public const string HttpUrl = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";

    /// <summary>The name of the resource that Aspire adds for its dashboard.</summary>
    public const string Dashboard = "aspire-dashboard";

    // What Aspire still takes where these are not set.
    private const string FormerGrpcUrl = "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string FormerHttpUrl = "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";

    private const string ApiKey = "AppHost:OtlpApiKey";
    private const string GrpcEndpoint = "otlp-grpc";
    private const string HttpEndpoint = "otlp-http";

    // A place for the address that is known later.
    private static readonly Uri Unknown = new("http://localhost");

    /// <summary>Whether a URL is configured, of a dashboard that may be elsewhere.</summary>
    public static bool IsConfigured(IConfiguration configuration) => Url(configuration, GrpcUrl, FormerGrpcUrl) is not null || Url(configuration, HttpUrl, FormerHttpUrl) is not null;

    /// <summary>
    /// Finds it, once the model is complete.
    /// </summary>
    /// <param name="services">Those of the application.</param>
    /// <param name="path">That of the signal, such as <c>v1/traces</c>.</param>
    /// <returns>What an exporter is told, or <c>null</c> without a receiver.</returns>
    public static OtlpExporterOptions? Find(IServiceProvider services, string path)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var options = FromModel(services) ?? FromConfiguration(configuration);
        if (options is null)
        {
            return null;
        }

        if (configuration[ApiKey] is { Length: > 0 } key)
        {
            options.Headers = $"x-otlp-api-key={key}";
        }

        if (options.Protocol == OtlpExportProtocol.HttpProtobuf)
        {
            // An endpoint that is set in code is taken as it is, without the path of the signal.
            options.Endpoint = new Uri(options.Endpoint, path);
        }

        return options;
    }

    /// <summary>With random ports the dashboard does not listen where it is configured to.</summary>
    private static OtlpExporterOptions? FromModel(IServiceProvider services)
    {
        var model = services.GetRequiredService<DistributedApplicationModel>();
        if (model.Resources.OfType<IResourceWithEndpoints>().FirstOrDefault(resource => resource.Name == Dashboard) is not { } dashboard)
        {
            return null;
        }

        var grpc = dashboard.GetEndpoint(GrpcEndpoint);
        var endpoint = grpc.Exists ? grpc : dashboard.GetEndpoint(HttpEndpoint);
        if (!endpoint.Exists)
        {
            return null;
        }

        var notifications = services.GetRequiredService<ResourceNotificationService>();
        return new()
        {
            Endpoint = Unknown,
            Protocol = grpc.Exists ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
            TimeoutMilliseconds = (int)DashboardHandler.Patience.TotalMilliseconds,
            HttpClientFactory = () => new HttpClient(new DashboardHandler(endpoint, notifications)) { Timeout = DashboardHandler.Patience },
        };
    }

    private static OtlpExporterOptions? FromConfiguration(IConfiguration configuration)
    {
        var (url, protocol) = Url(configuration, GrpcUrl, FormerGrpcUrl) is { } grpc
            ? (grpc, OtlpExportProtocol.Grpc)
            : (Url(configuration, HttpUrl, FormerHttpUrl), OtlpExportProtocol.HttpProtobuf);
        return Uri.TryCreate(url, UriKind.Absolute, out var endpoint) ? new() { Endpoint = endpoint, Protocol = protocol } : null;
    }

    private static string? Url(IConfiguration configuration, string name, string formerName) =>
        configuration[name] is { Length: > 0 } url ? url : configuration[formerName] is { Length: > 0 } former ? former : null;
}
