#pragma warning disable ASPIREPIPELINES001 // Compute environments do their work in pipeline steps.

using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.StandIns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Docker.Preparing;

/// <summary>
/// Makes a service of every resource of the environment: reads its endpoints, mounts, variables and arguments, once.
/// </summary>
internal sealed partial class ComposePreparation(DockerComposeEnvironmentResource environment, PipelineStepContext context, ILogger logger)
{
    private static readonly string[] EngineSockets = ["/var/run/docker.sock", "//var/run/docker.sock", @"\\.\pipe\docker_engine"];

    private readonly PortNumbers _ports = new();

    public static Task RunAsync(DockerComposeEnvironmentResource environment, PipelineStepContext context) => context.ExecutionContext.IsPublishMode
        ? new ComposePreparation(environment, context, context.Services.GetRequiredService<ILogger<DockerComposeEnvironmentResource>>()).PrepareAsync()
        : Task.CompletedTask;

    private Task PrepareAsync() =>
        EnvironmentSteps.PrepareAsync(environment, environment.DashboardEnabled ? environment.Dashboard : null, context, CreateAsync, LocalRegistry.Instance);

    private async Task<IResource> CreateAsync(IResource resource)
    {
        LogCreating(resource.Name);
        var service = new DockerComposeServiceResource(resource.Name, resource, environment);
        environment.Services[resource.Name] = service;
        ReadEndpoints(service);
        ReadMounts(service);
        service.Variables = await EnvironmentSteps.ReadVariablesAsync(resource, context).ConfigureAwait(false);
        service.Arguments = await EnvironmentSteps.ReadArgumentsAsync(resource, context).ConfigureAwait(false);
        return service;
    }

    private void ReadEndpoints(DockerComposeServiceResource service)
    {
        foreach (var resolved in service.Target.ResolveEndpoints(_ports))
        {
            var endpoint = resolved.Endpoint;
            var port = resolved.TargetPort.Value?.ToString(CultureInfo.InvariantCulture) ?? environment.Placeholders.Port(service.Target);
            var published = resolved.ExposedPort.IsAllocated || resolved.ExposedPort.IsImplicit ? null : resolved.ExposedPort.Value;
            service.Endpoints.Add(endpoint.Name, new(endpoint.UriScheme, service.Target.Name, port, published, endpoint.IsExternal));
        }
    }

    private void ReadMounts(DockerComposeServiceResource service)
    {
        var bindMounts = 0;
        foreach (var mount in service.Target.Annotations.OfType<ContainerMountAnnotation>())
        {
            if (mount.Source is null || mount.Target is null)
            {
                throw new InvalidOperationException("Volume source and target must be set");
            }

            var isBindMount = mount.Type == ContainerMountType.BindMount;
            var source = mount.Source;
            if (isBindMount && !EngineSockets.Contains(source, StringComparer.OrdinalIgnoreCase))
            {
                source = environment.Placeholders.BindMount(service.Target, bindMounts++, mount.Target);
                LogHostPath(service.Name, mount.Source, source.Trim('$', '{', '}'));
            }

            service.Mounts.Add(new()
            {
                Name = source,
                Source = source,
                Target = mount.Target,
                Type = isBindMount ? "bind" : "volume",
                ReadOnly = mount.IsReadOnly,
            });
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Creating Docker Compose resource for {ResourceName}")]
    private partial void LogCreating(string resourceName);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Resource '{ResourceName}' has a bind mount with host-specific source path '{SourcePath}'. The source has been replaced with an environment variable placeholder '{Placeholder}' which may make the application less portable across different machines.")]
    private partial void LogHostPath(string resourceName, string sourcePath, string placeholder);
}
