using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Containers.Engine;
using Aspire.Hosting.Orchestrator;
using Aspire.Hosting.Orchestrator.Endpoints;

namespace Aspire.Hosting.Containers;

/// <summary>Works out what the container of a resource is made from.</summary>
internal sealed class ContainerSpecFactory(DistributedApplicationExecutionContext executionContext)
{
    public async Task<ContainerSpec> CreateAsync(ResourceStart start, string network, string hostEntry, CancellationToken cancellationToken)
    {
        var resource = start.Resource;
        if (!resource.TryGetContainerImageName(out var image))
        {
            throw new ResourceStartException($"Resource '{resource.Name}' has no container image. Give it one with WithImage.");
        }

        var templates = new TemplateSubstitution(resource, start.Instance, start.Ports);
        var runArguments = await RunArgumentsAsync(start, cancellationToken).ConfigureAwait(false);
        var configuration = await ExecutionConfigurationBuilder.Create(resource)
            .WithArgumentsConfig()
            .WithEnvironmentVariablesConfig()
            .BuildAsync(executionContext, start.Logger, cancellationToken).ConfigureAwait(false);
        if (configuration.Exception is { } exception)
        {
            throw new ResourceStartException($"The arguments and environment variables of resource '{resource.Name}' could not be made: {exception.Message}", exception);
        }

        return new ContainerSpec
        {
            Name = start.Instance.Id,
            Image = image,
            Network = network,
            Aliases = Aliases(resource),
            Mounts = [.. resource.Annotations.OfType<ContainerMountAnnotation>()],
            Ports = Ports(resource),
            Environment = configuration.EnvironmentVariables.ToImmutableSortedDictionary(
                variable => variable.Key, variable => templates.Apply(variable.Value), StringComparer.Ordinal),
            PullPolicy = resource.TryGetLastAnnotation<ContainerImagePullPolicyAnnotation>(out var policy) ? policy.ImagePullPolicy : ImagePullPolicy.Default,
            Entrypoint = (resource as ContainerResource)?.Entrypoint,
            ExtraHosts = [hostEntry],
            RunArguments = [.. runArguments.Select(templates.Apply)],
            Arguments = [.. configuration.Arguments.Select(argument => (templates.Apply(argument.Value), argument.IsSensitive))],
        };
    }

    private static ImmutableArray<string> Aliases(IResource resource)
    {
        ContainerNetworkAliasAnnotation[] annotations = [.. resource.Annotations.OfType<ContainerNetworkAliasAnnotation>()];

        return annotations.All(annotation => annotation.Network == KnownNetworkIdentifiers.DefaultAspireContainerNetwork)
            ? [resource.Name, $"{resource.Name}.dev.internal", .. annotations.Select(annotation => annotation.Alias)]
            : throw new InvalidOperationException("Custom container networks are not supported yet.");
    }

    private static ImmutableArray<ContainerPort> Ports(IResource resource)
        =>
        [
            .. from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
               where endpoint.AllocatedEndpoint is not null && endpoint.TargetPort is not null
               select new ContainerPort(endpoint.AllocatedEndpoint!.Port, endpoint.TargetPort!.Value, endpoint.Protocol),
        ];

    private async Task<List<string>> RunArgumentsAsync(ResourceStart start, CancellationToken cancellationToken)
    {
        List<object> arguments = [];
        var context = new ContainerRuntimeArgsCallbackContext(arguments, cancellationToken);
        foreach (var annotation in start.Resource.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context).ConfigureAwait(false);
        }

        var values = new ValueResolver(start.Resource, executionContext, start.Logger, cancellationToken);
        List<string> resolved = [];
        foreach (var argument in arguments)
        {
            var value = await values.ResolveAsync(argument).ConfigureAwait(false);
            resolved.Add(value.Value ?? throw new ResourceStartException(string.Create(
                CultureInfo.InvariantCulture, $"The run argument number {resolved.Count + 1} of resource '{start.Resource.Name}' has no value.")));
        }

        return resolved;
    }
}
