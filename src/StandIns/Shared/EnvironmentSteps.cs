#pragma warning disable ASPIREPIPELINES001 // Compute environments do their work in pipeline steps.
#pragma warning disable ASPIREPIPELINES004 // The folder of the output is known to a service.

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.StandIns;

/// <summary>
/// What the steps of both kinds of environments do alike.
/// </summary>
internal static class EnvironmentSteps
{
    /// <summary>Registers a check of the model, once for an application.</summary>
    public static void AddCheck(IDistributedApplicationBuilder builder, string name, Action<DistributedApplicationModel> check)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(Marker)))
        {
            return;
        }

        builder.Services.AddSingleton<Marker>();
        builder.Pipeline.AddStep(
            name,
            context =>
            {
                if (context.ExecutionContext.IsPublishMode)
                {
                    check(context.Model);
                }

                return Task.CompletedTask;
            },
            requiredBy: WellKnownPipelineSteps.BeforeStart);
    }

    /// <summary>
    /// Makes targets of all resources of the environment that have none yet: the step is part of two pipelines.
    /// </summary>
    public static async Task PrepareAsync(
        IComputeEnvironmentResource environment, ContainerResource? dashboard, PipelineStepContext context, Func<IResource, Task<IResource>> makeTarget, IContainerRegistry? registry)
    {
        if (dashboard is not null && !IsPrepared(dashboard))
        {
            await TargetAsync(dashboard).ConfigureAwait(false);
        }

        foreach (var resource in context.Model.GetComputeResources().Where(resource => !IsPrepared(resource) && (resource.GetComputeEnvironment() ?? environment) == environment))
        {
            if (dashboard is not null)
            {
                PublishedDashboard.SendTelemetryOf(resource, dashboard);
            }

            await TargetAsync(resource).ConfigureAwait(false);
        }

        bool IsPrepared(IResource resource) => resource.Annotations.OfType<DeploymentTargetAnnotation>().Any(target => target.ComputeEnvironment == environment);

        async Task TargetAsync(IResource resource) => resource.Annotations.Add(new DeploymentTargetAnnotation(await makeTarget(resource).ConfigureAwait(false))
        {
            ComputeEnvironment = environment,
            ContainerRegistry = environment.Annotations.OfType<ContainerRegistryReferenceAnnotation>().LastOrDefault()?.Registry
                ?? (context.Model.Resources.OfType<IContainerRegistry>().ToArray() is [var only] ? only : registry),
        });
    }

    public static async Task<Dictionary<string, object>> ReadVariablesAsync(IResource resource, PipelineStepContext context)
    {
        var reading = new EnvironmentCallbackContext(context.ExecutionContext, resource, cancellationToken: context.CancellationToken);
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await callback.Callback(reading).ConfigureAwait(false);
        }

        // Certificates are no matter of what is published.
        foreach (var (name, _) in reading.EnvironmentVariables.Where(variable => IsSecureService(variable.Key, variable.Value)).ToArray())
        {
            reading.EnvironmentVariables.Remove(name);
        }

        return reading.EnvironmentVariables;
    }

    public static async Task<IList<object>> ReadArgumentsAsync(IResource resource, PipelineStepContext context)
    {
        var reading = new CommandLineArgsCallbackContext([], resource, context.CancellationToken) { ExecutionContext = context.ExecutionContext };
        foreach (var callback in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await callback.Callback(reading).ConfigureAwait(false);
        }

        return reading.Args;
    }

    /// <summary>An environment that is not alone has a folder of its own.</summary>
    public static string OutputFolder(IComputeEnvironmentResource environment, PipelineStepContext context)
    {
        var output = context.Services.GetRequiredService<IPipelineOutputService>();
        return context.Model.Resources.OfType<IComputeEnvironmentResource>().Skip(1).Any() ? output.GetOutputDirectory(environment) : output.GetOutputDirectory();
    }

    public static async Task WriteDockerfileAsync(IResource resource, string folder, PipelineStepContext context)
    {
        if (resource.Annotations.OfType<DockerfileBuildAnnotation>().LastOrDefault() is { DockerfileFactory: not null } build)
        {
            var making = new DockerfileFactoryContext { Services = context.ExecutionContext.Services, Resource = resource, CancellationToken = context.CancellationToken };
            await build.EmitDockerfileArtifactsAsync(making, Path.Combine(folder, $"{resource.Name}.Dockerfile")).ConfigureAwait(false);
        }
    }

    private static bool IsSecureService(string name, object value) =>
        name.StartsWith("services__", StringComparison.Ordinal) && value is EndpointReference { Scheme: "https" };

    private sealed class Marker;
}
