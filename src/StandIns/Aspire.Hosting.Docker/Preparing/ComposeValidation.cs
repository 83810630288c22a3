using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.StandIns;

namespace Aspire.Hosting.Docker.Preparing;

/// <summary>
/// Refuses services without an environment.
/// </summary>
internal static class ComposeValidation
{
    public static void AddTo(IDistributedApplicationBuilder builder) => EnvironmentSteps.AddCheck(builder, "validate-docker-compose", model =>
    {
        if (!model.Resources.OfType<DockerComposeEnvironmentResource>().Any()
            && model.GetComputeResources().FirstOrDefault(resource => resource.HasAnnotationOfType<DockerComposeServiceCustomizationAnnotation>()) is { } lost)
        {
            throw new InvalidOperationException(
                $"Resource '{lost.Name}' is configured to publish as a Docker Compose service, but there are no '{nameof(DockerComposeEnvironmentResource)}' resources. Ensure you have added one by calling '{nameof(DockerComposeEnvironmentExtensions.AddDockerComposeEnvironment)}'.");
        }
    });
}
