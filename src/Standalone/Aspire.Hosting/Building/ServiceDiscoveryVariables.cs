using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Sets the variables by which a resource finds the endpoints of another one.</summary>
internal sealed class ServiceDiscoveryVariables(EndpointReferenceAnnotation reference, string? serviceName)
{
    public void Set(EnvironmentCallbackContext context)
    {
        var flags = ReferenceEnvironmentInjectionAnnotation.Of(context.Resource);
        foreach (var endpoint in reference.Resource.GetEndpoints(reference.ContextNetworkId).Where(IsReferred))
        {
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            {
                context.EnvironmentVariables[GetEndpointVariable(endpoint)] = endpoint;
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            {
                context.EnvironmentVariables[GetFreeServiceVariable(endpoint, context.EnvironmentVariables)] = endpoint;
            }
        }
    }

    private bool IsReferred(EndpointReference endpoint)
        => reference.EndpointNames.Contains(endpoint.EndpointName) || (reference.UseAllEndpoints && !endpoint.ExcludeReferenceEndpoint);

    // A name that was given keeps its case; that of a resource is written in capitals.
    private string GetEndpointVariable(EndpointReference endpoint)
        => $"{(serviceName is null ? VariableNames.EncodeUpper(reference.Resource.Name) : VariableNames.Encode(serviceName))}_{VariableNames.EncodeUpper(endpoint.EndpointName)}";

    private string GetFreeServiceVariable(EndpointReference endpoint, Dictionary<string, object> variables)
    {
        // An endpoint named http may have been upgraded to TLS: service discovery looks for the scheme.
        var key = endpoint.IsHttpSchemeNamedEndpoint ? endpoint.Scheme : endpoint.EndpointName;
        for (var index = 0; ; index++)
        {
            var variable = $"services__{serviceName ?? reference.Resource.Name}__{key}__{index}";
            if (!variables.ContainsKey(variable))
            {
                return variable;
            }
        }
    }
}
