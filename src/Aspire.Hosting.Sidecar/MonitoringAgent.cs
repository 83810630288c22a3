using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>
/// What both jobs of the agent are told about their main and about the receiver.
/// </summary>
internal static class MonitoringAgent
{
    private const string Dashboard = "aspire-dashboard";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Where Aspire has the address of a receiver from; without any it names one that nobody listens at.
    private static readonly string[] Receivers =
        ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];

    /// <summary>Sends telemetry to the dashboard where there is one; else the agent chooses the console, unless the user names a receiver.</summary>
    public static IResourceBuilder<T> WithReceiver<T>(this IResourceBuilder<T> sidecar, IResource main, bool isOtlpWanted)
        where T : IResourceWithEnvironment
    {
        var application = sidecar.ApplicationBuilder;
        return sidecar
            .WithOtlpExporter()
            .WithEnvironment(context =>
            {
                var hasReceiver = application.Resources.Any(resource => resource.Name == Dashboard) || Receivers.Any(name => !string.IsNullOrEmpty(application.Configuration[name]));
                if (!isOtlpWanted && !hasReceiver)
                {
                    context.EnvironmentVariables.Remove(Endpoint);
                }
            })
            .WithEnvironment(context => DescribeInstance(main, context));
    }

    /// <summary>
    /// The dashboard shows telemetry under the resource whose id is <c>{service.name}-{service.instance.id}</c>.
    /// </summary>
    private static void DescribeInstance(IResource main, EnvironmentCallbackContext context)
    {
        if (!context.ExecutionContext.IsRunMode)
        {
            return;
        }

        var notifications = context.ExecutionContext.Services.GetRequiredService<ResourceNotificationService>();
        if (notifications.TryGetCurrentState(main.Name, out var state)
            && state.ResourceId.StartsWith(main.Name + "-", StringComparison.OrdinalIgnoreCase))
        {
            context.EnvironmentVariables["SIDECAR_MAIN_INSTANCE_ID"] = state.ResourceId[(main.Name.Length + 1)..];
        }
    }
}
