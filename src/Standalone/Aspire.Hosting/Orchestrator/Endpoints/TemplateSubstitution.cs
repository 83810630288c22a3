using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestrator.Endpoints;

/// <summary>Fills in what differs from instance to instance: telemetry ids and the ports of replicas.</summary>
internal sealed partial class TemplateSubstitution(IResource resource, ResourceInstance instance, TargetPorts ports)
{
    public string Apply(string value)
        => value.Contains("{{", StringComparison.Ordinal) ? Template().Replace(value, Fill) : value;

    private string Fill(Match match)
    {
        if (match.Groups["annotation"] is { Success: true, Value: var annotation })
        {
            return annotation == "otel-service-name" ? resource.Name : instance.Suffix;
        }

        var owner = match.Groups["resource"].Value;
        var candidates = ports[owner, match.Groups["endpoint"].Value];
        var index = string.Equals(owner, resource.Name, StringComparison.OrdinalIgnoreCase) ? instance.Index : 0;

        return index < candidates.Length ? candidates[index].ToString(CultureInfo.InvariantCulture) : match.Value;
    }

    [GeneratedRegex("""\{\{-? *(?:index \.Annotations "(?<annotation>otel-service-name|otel-service-instance-id)"|portForServing "(?<resource>[^"/]+)/(?<endpoint>[^"]+)") *-?\}\}""")]
    private static partial Regex Template();
}
