using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Kubernetes.Preparing;

/// <summary>
/// Turns the values of one resource into the text of a template, or into a value of the chart.
/// </summary>
internal sealed class KubernetesValues(KubernetesResource resource, Func<IResource, Task<KubernetesResource>> find)
{
    /// <returns>Text, or a <see cref="ChartValue"/> for a parameter that stands alone.</returns>
    public async Task<object> ReadAsync(object value, bool isPart = false) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        EndpointReference endpoint => await EndpointAsync(endpoint, EndpointProperty.Url, isPart).ConfigureAwait(false),
        EndpointReferenceExpression property => await EndpointAsync(property.Endpoint, property.Property, isPart).ConfigureAwait(false),
        ParameterResource parameter => Parameter(parameter),
        ConnectionStringReference reference => await ReadAsync(reference.Resource.ConnectionStringExpression, isPart).ConfigureAwait(false),
        IResourceWithConnectionString connected => await ReadAsync(connected.ConnectionStringExpression, isPart).ConfigureAwait(false),
        ReferenceExpression { IsConditional: true } conditional => await ConditionalAsync(conditional, isPart).ConfigureAwait(false),
        ReferenceExpression { Format: "{0}" } expression => await OnlyAsync(expression, isPart).ConfigureAwait(false),
        ReferenceExpression expression => await FormatAsync(expression).ConfigureAwait(false),
        IManifestExpressionProvider other => Other(other),
        _ => throw new NotSupportedException($"Unsupported value type: {value.GetType().Name}"),
    };

    private async Task<string> EndpointAsync(EndpointReference endpoint, EndpointProperty property, bool isPart)
    {
        var target = await find(endpoint.Resource).ConfigureAwait(false);
        return target.Endpoints[endpoint.EndpointName].Read(property, isPart);
    }

    private ChartValue Parameter(ParameterResource parameter)
    {
        var key = ChartValues.Key(parameter.Name);
        var section = parameter.Secret ? ChartValues.SecretsSection : ChartValues.ConfigSection;
        return new(key, $"{{{{ {ChartValues.Path(section, resource.Target.Name, key)} }}}}", "")
        {
            Parameter = parameter.Secret || parameter.Default is null ? null : parameter,
        };
    }

    private ChartValue Other(IManifestExpressionProvider value)
    {
        var key = ChartValues.Key(value.ValueExpression.Replace("{", "").Replace("}", "").Replace('.', '_'));
        return new(key, $"{{{{ {ChartValues.Path(ChartValues.ConfigSection, resource.Target.Name, key)} }}}}", value is IValueProvider ? "" : value.ValueExpression);
    }

    private async Task<object> OnlyAsync(ReferenceExpression expression, bool isPart)
    {
        var value = await ReadAsync(expression.ValueProviders[0], isPart).ConfigureAwait(false);
        return isPart ? Text(value) : value;
    }

    private async Task<string> FormatAsync(ReferenceExpression expression)
    {
        var values = new object[expression.ValueProviders.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = Text(await ReadAsync(expression.ValueProviders[index], isPart: true).ConfigureAwait(false));
        }

        return string.Format(CultureInfo.InvariantCulture, expression.Format, values);
    }

    /// <summary>What a parameter decides is decided by Helm; all else holds now.</summary>
    private async Task<object> ConditionalAsync(ReferenceExpression conditional, bool isPart)
    {
        if (conditional.Condition is not ParameterResource parameter)
        {
            var value = await conditional.Condition!.GetValueAsync(CancellationToken.None).ConfigureAwait(false);
            var holds = string.Equals(value, conditional.MatchValue, StringComparison.OrdinalIgnoreCase);
            return await ReadAsync(holds ? conditional.WhenTrue! : conditional.WhenFalse!, isPart).ConfigureAwait(false);
        }

        var key = ChartValues.Key(parameter.Name);
        resource.Values.Parameters.TryAdd(key, Parameter(parameter));
        foreach (var used in conditional.ValueProviders.OfType<ParameterResource>())
        {
            var section = used.Secret ? resource.Values.Secrets : resource.Values.Hidden;
            section.TryAdd(ChartValues.Key(used.Name), Parameter(used));
        }

        var path = ChartValues.Path(ChartValues.ParametersSection, resource.Target.Name, key);
        var match = conditional.MatchValue!.ToLowerInvariant().Replace("\\", "\\\\").Replace("\"", "\\\"");
        var whenTrue = Text(await ReadAsync(conditional.WhenTrue!, isPart).ConfigureAwait(false));
        var whenFalse = Text(await ReadAsync(conditional.WhenFalse!, isPart).ConfigureAwait(false));
        return $"{{{{ if eq ({path} | lower) \"{match}\" }}}}{whenTrue}{{{{ else }}}}{whenFalse}{{{{ end }}}}";
    }

    private static string Text(object value) => value is ChartValue parameter ? parameter.Template : (string)value;
}
