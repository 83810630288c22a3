using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Docker.Writing;

/// <summary>
/// Turns values into the text that a Compose file has for them.
/// </summary>
internal sealed class ComposeValues(DockerComposeEnvironmentResource environment)
{
    public async Task<object> ReadAsync(object value) => value switch
    {
        string text => text,
        EndpointReference endpoint => Endpoint(endpoint, EndpointProperty.Url),
        EndpointReferenceExpression property => Endpoint(property.Endpoint, property.Property),
        ParameterResource parameter => environment.Placeholders.Parameter(parameter),
        ConnectionStringReference reference => await ReadAsync(reference.Resource.ConnectionStringExpression).ConfigureAwait(false),
        IResourceWithConnectionString resource => await ReadAsync(resource.ConnectionStringExpression).ConfigureAwait(false),
        ReferenceExpression { IsConditional: true } conditional => await ReadAsync(await BranchAsync(conditional).ConfigureAwait(false)).ConfigureAwait(false),
        ReferenceExpression expression => await FormatAsync(expression).ConfigureAwait(false),
        IManifestExpressionProvider other => environment.Placeholders.Other(other),
        _ => value,
    };

    private string Endpoint(EndpointReference endpoint, EndpointProperty property) =>
        environment.Services.TryGetValue(endpoint.Resource.Name, out var service)
            ? service.Endpoints[endpoint.EndpointName][property]
            : throw new KeyNotFoundException($"The given key '{endpoint.Resource}' was not present in the dictionary.");

    /// <summary>A Compose file has no conditions: what holds now is written.</summary>
    private static async Task<ReferenceExpression> BranchAsync(ReferenceExpression conditional)
    {
        var value = await conditional.Condition!.GetValueAsync(CancellationToken.None).ConfigureAwait(false);
        return string.Equals(value, conditional.MatchValue, StringComparison.OrdinalIgnoreCase) ? conditional.WhenTrue! : conditional.WhenFalse!;
    }

    private async Task<string> FormatAsync(ReferenceExpression expression)
    {
        var values = new object[expression.ValueProviders.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = await ReadAsync(expression.ValueProviders[index]).ConfigureAwait(false);
        }

        return string.Format(CultureInfo.InvariantCulture, expression.Format, values);
    }
}
