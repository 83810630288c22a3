#pragma warning disable ASPIREPIPELINES001 // Compute environments do their work in pipeline steps.

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.StandIns;

namespace Aspire.Hosting.Docker.Writing;

/// <summary>
/// Writes the Compose file of an environment, its <c>.env</c>, and the Dockerfiles that are generated.
/// </summary>
internal sealed class ComposeWriter(DockerComposeEnvironmentResource environment, PipelineStepContext context)
{
    private const string NetworkName = "aspire";

    private readonly ServiceFactory _services = new(environment);
    private readonly string _folder = EnvironmentSteps.OutputFolder(environment, context);

    public async Task RunAsync()
    {
        var file = new ComposeFile { Networks = { [NetworkName] = new() { Name = NetworkName, Driver = "bridge" } } };
        Directory.CreateDirectory(_folder);
        IEnumerable<IResource> resources = environment.Dashboard is { } dashboard ? [dashboard, .. context.Model.Resources] : context.Model.Resources;
        foreach (var resource in resources)
        {
            if (resource.GetDeploymentTargetAnnotation(environment)?.DeploymentTarget is DockerComposeServiceResource service)
            {
                await AddAsync(file, service).ConfigureAwait(false);
            }
        }

        foreach (var configure in environment.Configurations)
        {
            configure(file);
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "docker-compose.yaml"), file.ToYaml(), context.CancellationToken).ConfigureAwait(false);
        if (environment.Placeholders.Comments.Count > 0)
        {
            await EnvFile.WriteAsync(Path.Combine(_folder, ".env"), environment.Placeholders.Comments, context.CancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AddAsync(ComposeFile file, DockerComposeServiceResource resource)
    {
        await EnvironmentSteps.WriteDockerfileAsync(resource.Target, _folder, context).ConfigureAwait(false);
        var service = await _services.CreateAsync(resource).ConfigureAwait(false);
        foreach (var mount in resource.Mounts.Where(mount => mount.Type == "volume"))
        {
            file.Volumes.TryAdd(mount.Name, new() { Name = mount.Name, Driver = "local" });
        }

        service.Networks.Add(NetworkName);
        await AddFilesAsync(file, service, resource.Target).ConfigureAwait(false);
        foreach (var customization in resource.Target.Annotations.OfType<DockerComposeServiceCustomizationAnnotation>())
        {
            customization.Configure(resource, service);
        }

        file.Services.Add(service.Name, service);
    }

    private async Task AddFilesAsync(ComposeFile file, Service service, IResource target)
    {
        var files = new ContainerFiles(file, service, _folder);
        foreach (var annotation in target.Annotations.OfType<ContainerFileSystemCallbackAnnotation>())
        {
            await files.AddAsync(annotation, target, context.ExecutionContext.Services).ConfigureAwait(false);
        }
    }
}
