using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Finds the resources that one resource names, without resolving any value.</summary>
internal sealed class ResourceDependencies
{
    private readonly HashSet<object> _visited = [];
    private readonly HashSet<IResource> _found = [];

    private ResourceDependencies()
    {
    }

    public static async Task<IReadOnlySet<IResource>> FindAsync(IResource resource, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        var dependencies = new ResourceDependencies();
        dependencies.AddDeclared(resource);

        var gathered = new ExecutionConfigurationGathererContext();
        await new EnvironmentVariablesGatherer().GatherAsync(gathered, resource, NullLogger.Instance, executionContext, cancellationToken).ConfigureAwait(false);
        await new ArgumentsGatherer().GatherAsync(gathered, resource, NullLogger.Instance, executionContext, cancellationToken).ConfigureAwait(false);
        foreach (var value in gathered.EnvironmentVariables.Values.Concat(gathered.Arguments))
        {
            dependencies.AddReferenced(value, executionContext);
        }

        return dependencies._found;
    }

    private void AddDeclared(IResource resource)
    {
        if (resource is IResourceWithParent { Parent: var parent })
        {
            _found.Add(parent);
        }

        _found.UnionWith(resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource));
        if (resource.TryGetLastAnnotation<ConnectionStringRedirectAnnotation>(out var redirect))
        {
            _found.Add(redirect.Resource);
        }
    }

    private void AddReferenced(object? value, DistributedApplicationExecutionContext executionContext)
    {
        value = value is IResourceBuilder<IResource> builder ? builder.Resource : value;
        if (value is null || !_visited.Add(value))
        {
            return;
        }

        if (value is IResource resource)
        {
            _found.Add(resource);
        }

        if (value is HostUrl url && executionContext.TryGetServices()?.GetService<DistributedApplicationModel>() is { } model)
        {
            _found.UnionWith(model.Resources.Where(candidate => !candidate.IsContainer() && candidate.Annotations.OfType<EndpointAnnotation>().Any(url.Matches)));
        }

        foreach (var reference in (value as IValueWithReferences)?.References ?? [])
        {
            AddReferenced(reference, executionContext);
        }
    }
}
