using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Docker.Preparing;

/// <summary>
/// Where images go: to the registry of the environment or the only one of the application, else nowhere, because the engine that builds them runs them.
/// </summary>
internal sealed class LocalRegistry : IContainerRegistry
{
    private static readonly LocalRegistry Instance = new();

    private LocalRegistry()
    {
    }

    public ReferenceExpression Name => ReferenceExpression.Create($"local");

    public ReferenceExpression Endpoint => ReferenceExpression.Create($"");

    public static IContainerRegistry Find(DockerComposeEnvironmentResource environment, DistributedApplicationModel model) =>
        environment.Annotations.OfType<ContainerRegistryReferenceAnnotation>().LastOrDefault()?.Registry
        ?? (model.Resources.OfType<IContainerRegistry>().ToArray() is [var only] ? only : Instance);
}
