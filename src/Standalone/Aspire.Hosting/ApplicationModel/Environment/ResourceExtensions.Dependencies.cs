namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    /// <summary>
    /// Gets the resources a resource depends on: its parent, those it waits for, the one it takes its connection string from,
    /// and those that appear in its environment and arguments.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="executionContext">The execution context of the application.</param>
    /// <param name="mode">How far dependencies are followed.</param>
    /// <param name="cancellationToken">Ends the callbacks that are run.</param>
    /// <returns>The dependencies, without the resource itself.</returns>
    public static async Task<IReadOnlySet<IResource>> GetResourceDependenciesAsync(
        this IResource resource,
        DistributedApplicationExecutionContext executionContext,
        ResourceDependencyDiscoveryMode mode = ResourceDependencyDiscoveryMode.Recursive,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(executionContext);

        var found = new HashSet<IResource>();
        var pending = new Queue<IResource>([resource]);
        while (pending.TryDequeue(out var current))
        {
            var direct = await ResourceDependencies.FindAsync(current, executionContext, cancellationToken).ConfigureAwait(false);
            foreach (var dependency in direct.Where(found.Add))
            {
                if (mode == ResourceDependencyDiscoveryMode.Recursive && dependency != resource)
                {
                    pending.Enqueue(dependency);
                }
            }
        }

        found.Remove(resource);
        return found;
    }
}
