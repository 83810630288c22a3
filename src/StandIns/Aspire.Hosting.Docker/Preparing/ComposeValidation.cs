#pragma warning disable ASPIREPIPELINES001 // The check is a pipeline step.

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Docker.Preparing;

/// <summary>
/// Refuses services without an environment.
/// </summary>
internal static class ComposeValidation
{
    public static void AddTo(IDistributedApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(Marker)))
        {
            return;
        }

        builder.Services.AddSingleton<Marker>();
        builder.Pipeline.AddStep("validate-docker-compose", Validate, requiredBy: WellKnownPipelineSteps.BeforeStart);
    }

    private static Task Validate(PipelineStepContext context)
    {
        if (context.ExecutionContext.IsPublishMode && !context.Model.Resources.OfType<DockerComposeEnvironmentResource>().Any()
            && context.Model.GetComputeResources().FirstOrDefault(resource => resource.HasAnnotationOfType<DockerComposeServiceCustomizationAnnotation>()) is { } lost)
        {
            throw new InvalidOperationException(
                $"Resource '{lost.Name}' is configured to publish as a Docker Compose service, but there are no '{nameof(DockerComposeEnvironmentResource)}' resources. Ensure you have added one by calling '{nameof(DockerComposeEnvironmentExtensions.AddDockerComposeEnvironment)}'.");
        }

        return Task.CompletedTask;
    }

    private sealed class Marker;
}
