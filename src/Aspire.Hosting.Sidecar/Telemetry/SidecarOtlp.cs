using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Sidecar.Telemetry;

/// <summary>
/// Lets members export their telemetry to the dashboard, marked with their place in the pod.
/// </summary>
internal static class SidecarOtlp
{
    private const string ResourceAttributes = "OTEL_RESOURCE_ATTRIBUTES";

    public static void Export(PodPlan pod, PodMember member, IConfiguration configuration, IHostEnvironment environment)
    {
        var annotations = member.Resource.Annotations;
        if (!annotations.OfType<OtlpExporterAnnotation>().Any())
        {
            if (member.IsPersistent)
            {
                // The dashboard has another address and key in each run: with them the container would be made anew each time.
                return;
            }

            // What the user set stays: the variables of the exporter go first, so that later callbacks win over them.
            var existing = annotations.Count;
            OtlpConfigurationExtensions.AddOtlpEnvironment(member.Resource, configuration, environment);
            IResourceAnnotation[] added = [.. annotations.Skip(existing)];
            for (var index = 0; index < added.Length; index++)
            {
                annotations.RemoveAt(existing + index);
                annotations.Insert(index, added[index]);
            }
        }

        annotations.Add(new EnvironmentCallbackAnnotation(context => Mark(pod, member, context.EnvironmentVariables)));
    }

    private static void Mark(PodPlan pod, PodMember member, Dictionary<string, object> variables)
    {
        var place = $"{SidecarProperties.Name}={member.Name},{SidecarProperties.Main}={pod.Main.Name}";
        variables.TryGetValue(ResourceAttributes, out var attributes);
        variables[ResourceAttributes] = attributes switch
        {
            string { Length: > 0 } text => $"{text},{place}",
            null or string => place,
            ReferenceExpression expression => ReferenceExpression.Create($"{expression},{place}"),
            IResourceBuilder<ParameterResource> parameter => ReferenceExpression.Create($"{parameter},{place}"),
            ParameterResource parameter => ReferenceExpression.Create($"{parameter},{place}"),
            _ => attributes,
        };
    }
}
