#pragma warning disable ASPIREPIPELINES001 // Compute environments do their work in pipeline steps.

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.StandIns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Kubernetes.Preparing;

/// <summary>
/// Makes the objects of every resource of the environment: reads its endpoints, mounts, variables and arguments, once.
/// </summary>
internal sealed partial class KubernetesPreparation(KubernetesEnvironmentResource environment, PipelineStepContext context, ILogger logger)
{
    private readonly Dictionary<string, KubernetesResource> _resources = new(StringComparer.OrdinalIgnoreCase);
    private readonly PortNumbers _ports = new();

    public static Task RunAsync(KubernetesEnvironmentResource environment, PipelineStepContext context) => context.ExecutionContext.IsPublishMode
        ? new KubernetesPreparation(environment, context, context.Services.GetRequiredService<ILogger<KubernetesEnvironmentResource>>()).PrepareAsync()
        : Task.CompletedTask;

    private Task PrepareAsync() => EnvironmentSteps.PrepareAsync(
        environment, environment.DashboardEnabled ? environment.Dashboard : null, context, async resource => await FindAsync(resource).ConfigureAwait(false), registry: null);

    /// <summary>A resource that another refers to is read when it is needed.</summary>
    private async Task<KubernetesResource> FindAsync(IResource target)
    {
        if (_resources.TryGetValue(target.Name, out var known))
        {
            return known;
        }

        LogCreating(target.Name);
        var resource = new KubernetesResource(target.Name, target, environment);
        _resources[target.Name] = resource;
        EndpointReader.Read(resource, _ports);
        ReadMounts(resource);
        await new VariableReader(resource, new(resource, FindAsync), context).ReadAsync().ConfigureAwait(false);
        ObjectFactory.Create(resource);
        return resource;
    }

    private static void ReadMounts(KubernetesResource resource)
    {
        foreach (var mount in resource.Target.Annotations.OfType<ContainerMountAnnotation>())
        {
            if (mount.Source is null || mount.Target is null)
            {
                throw new InvalidOperationException("Volume source and target must be set");
            }

            if (mount.Type == ContainerMountType.BindMount)
            {
                throw new InvalidOperationException("Bind mounts are not supported by the Kubernetes publisher");
            }

            resource.Mounts.Add(mount);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Creating Kubernetes resource for {ResourceName}")]
    private partial void LogCreating(string resourceName);
}
