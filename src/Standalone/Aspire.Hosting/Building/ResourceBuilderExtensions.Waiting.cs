using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Starts a resource once another one runs, is healthy and ready.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">The other resource.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="DistributedApplicationException">The resource would wait for itself or for its parent.</exception>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport
        => builder.Wait(dependency, WaitType.WaitUntilHealthy, waitBehavior: null);

    /// <summary>Starts a resource once another one runs, is healthy and ready.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">The other resource.</param>
    /// <param name="waitBehavior">What to do when the other resource fails.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="DistributedApplicationException">The resource would wait for itself or for its parent.</exception>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior) where T : IResourceWithWaitSupport
        => builder.Wait(dependency, WaitType.WaitUntilHealthy, waitBehavior);

    /// <summary>Starts a resource once another one runs.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">The other resource.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="DistributedApplicationException">The resource would wait for itself or for its parent.</exception>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport
        => builder.Wait(dependency, WaitType.WaitUntilStarted, waitBehavior: null);

    /// <summary>Starts a resource once another one runs.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">The other resource.</param>
    /// <param name="waitBehavior">What to do when the other resource fails.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="DistributedApplicationException">The resource would wait for itself or for its parent.</exception>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior) where T : IResourceWithWaitSupport
        => builder.Wait(dependency, WaitType.WaitUntilStarted, waitBehavior);

    /// <summary>Starts a resource once another one has ended.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">The other resource.</param>
    /// <param name="exitCode">The exit code expected of it.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="DistributedApplicationException">The resource would wait for itself or for its parent.</exception>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0) where T : IResourceWithWaitSupport
    {
        RefuseImpossibleWait(builder, dependency);

        return builder
            .WithRelationship(dependency, RelationshipTypes.WaitFor)
            .WithAnnotation(new WaitAnnotation(dependency.Resource, WaitType.WaitForCompletion, exitCode));
    }

    /// <summary>Makes a resource start only when its start command is given.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.WithAnnotation(new ExplicitStartupAnnotation());
    }

    private static IResourceBuilder<T> Wait<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitType waitType, WaitBehavior? waitBehavior) where T : IResourceWithWaitSupport
    {
        AddWait(builder, dependency, waitType, waitBehavior);
        return builder.WithRelationship(dependency, RelationshipTypes.WaitFor);
    }

    /// <summary>Waiting for a child means waiting for its parents too; waiting for the start of a connection string, for that of the resources in it.</summary>
    private static void AddWait<T>(IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitType waitType, WaitBehavior? waitBehavior) where T : IResourceWithWaitSupport
    {
        RefuseImpossibleWait(builder, dependency);

        var implied = dependency.Resource switch
        {
            IResourceWithParent { Parent: var parent } => [parent],
            ConnectionStringResource connectionString when waitType == WaitType.WaitUntilStarted => connectionString.ConnectionStringExpression.ValueProviders.OfType<IResource>(),
            _ => [],
        };
        foreach (var resource in implied)
        {
            AddWait(builder, builder.ApplicationBuilder.CreateResourceBuilder(resource), waitType, waitBehavior);
        }

        builder.WithAnnotation(new WaitAnnotation(dependency.Resource, waitType) { WaitBehavior = waitBehavior });
    }

    private static void RefuseImpossibleWait<T>(IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dependency);

        IResource resource = builder.Resource;
        if (resource == dependency.Resource)
        {
            throw new DistributedApplicationException($"The '{resource.Name}' resource cannot wait for itself.");
        }

        if (resource is IResourceWithParent { Parent: var parent } && parent == dependency.Resource)
        {
            throw new DistributedApplicationException($"The '{resource.Name}' resource cannot wait for its parent '{parent.Name}'.");
        }
    }
}
