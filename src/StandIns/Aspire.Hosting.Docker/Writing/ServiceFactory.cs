using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting.Docker.Writing;

/// <summary>
/// Makes the service of a Compose file from what was read of a resource.
/// </summary>
internal sealed class ServiceFactory(DockerComposeEnvironmentResource environment)
{
    private readonly ComposeValues _values = new(environment);

    public async Task<Service> CreateAsync(DockerComposeServiceResource resource)
    {
        var target = resource.Target;
        var service = new Service
        {
            Name = target.Name.ToLowerInvariant(),
            Image = Image(target),
            PullPolicy = PullPolicy(target),
            ContainerName = target.Annotations.OfType<ContainerNameAnnotation>().LastOrDefault()?.Name,
            Volumes = [.. resource.Mounts],
        };
        var entrypoint = (target as ContainerResource)?.Entrypoint;
        if (entrypoint is not null)
        {
            service.Entrypoint.Add(entrypoint);
        }

        foreach (var (name, value) in resource.Variables)
        {
            service.Environment[name] = (await _values.ReadAsync(value).ConfigureAwait(false)).ToString() ?? "";
        }

        foreach (var argument in resource.Arguments)
        {
            var text = await _values.ReadAsync(argument).ConfigureAwait(false) as string ?? throw new NotSupportedException("Command line args must be strings");
            service.Command.Add(ShellText.IsShell(entrypoint) ? ShellText.Escape(text) : text);
        }

        AddPorts(resource, service);
        AddDependencies(target, service);
        return service;
    }

    private string? Image(IResource target) => target is ProjectResource || target.HasAnnotationOfType<DockerfileBuildAnnotation>()
        ? environment.Placeholders.Image(target)
        : target.TryGetContainerImageName(out var image) ? image : null;

    private static string? PullPolicy(IResource target) => target.Annotations.OfType<ContainerImagePullPolicyAnnotation>().LastOrDefault()?.ImagePullPolicy switch
    {
        ImagePullPolicy.Always => "always",
        ImagePullPolicy.Missing => "missing",
        ImagePullPolicy.Never => "never",
        _ => null,
    };

    private static void AddPorts(DockerComposeServiceResource resource, Service service)
    {
        service.Ports.AddRange(resource.Endpoints.Values.Where(endpoint => endpoint.IsExternal)
            .Select(endpoint => endpoint.PublishedPort is { } port ? string.Create(CultureInfo.InvariantCulture, $"{port}:{endpoint.Port}") : endpoint.Port).Distinct());
        service.Expose.AddRange(resource.Endpoints.Values.Where(endpoint => !endpoint.IsExternal).Select(endpoint => endpoint.Port).Distinct());
    }

    private static void AddDependencies(IResource target, Service service)
    {
        foreach (var wait in target.Annotations.OfType<WaitAnnotation>().Where(wait => wait.Resource is ProjectResource || wait.Resource.IsContainer()))
        {
            service.DependsOn[wait.Resource.Name.ToLowerInvariant()] = new()
            {
                Condition = wait.WaitType == WaitType.WaitForCompletion ? "service_completed_successfully" : "service_started",
            };
        }
    }
}
