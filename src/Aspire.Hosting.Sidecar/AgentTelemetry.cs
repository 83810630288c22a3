using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>
/// What both sidecars that run the agent are told about their main and about the receiver.
/// </summary>
internal static class AgentTelemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Sends telemetry to the dashboard where there is one; else the agent chooses the console, unless the user names a receiver.</summary>
    public static IResourceBuilder<T> WithReceiver<T>(this IResourceBuilder<T> sidecar, IResource main, bool isOtlpWanted)
        where T : IResourceWithEnvironment
    {
        var application = sidecar.ApplicationBuilder;
        return sidecar
            .WithOtlpExporter()
            .WithEnvironment(context =>
            {
                var hasReceiver = application.Resources.Any(resource => resource.Name == TelemetryReceiver.Dashboard) || TelemetryReceiver.IsConfigured(application.Configuration);
                if (!isOtlpWanted && !hasReceiver)
                {
                    // Aspire names an address at which nobody listens.
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
