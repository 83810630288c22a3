using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Fills in the templates that Aspire leaves in values for its orchestrator: <c>{{- index .Annotations "otel-service-name" -}}</c> and
/// <c>{{- portForServing "name" -}}</c>.
/// </summary>
internal sealed partial class OrchestratorTemplates(DistributedApplicationModel model)
{
    public string Fill(JoinedSidecar sidecar, string value) => value.Contains("{{-", StringComparison.Ordinal)
        ? Template().Replace(value, match => match.Groups["annotation"].Value switch
        {
            "otel-service-name" => sidecar.Resource.Name,
            "otel-service-instance-id" => sidecar.InstanceId,
            "" => Port(match.Value) ?? match.Value,
            _ => match.Value,
        })
        : value;

    /// <summary>The port on which the endpoint listens that has this template for its port.</summary>
    private string? Port(string template) => model.Resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>())
        .FirstOrDefault(endpoint => endpoint.AllocatedEndpoint?.TargetPortExpression == template)?.TargetPort?.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("""\{\{-\s*(index\s+\.Annotations\s+"(?<annotation>[^"]+)"|portForServing\s+"[^"]+")\s*-\}\}""")]
    private static partial Regex Template();
}
