using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Containers.Engine;
using Aspire.Hosting.Orchestrator;

namespace Aspire.Hosting.Containers;

/// <summary>Builds the image of a container that has a Dockerfile.</summary>
internal sealed class ImageBuilder(DistributedApplicationExecutionContext executionContext)
{
    public async Task BuildAsync(ResourceStart start, IContainerEngine engine, CancellationToken cancellationToken)
    {
        var resource = start.Resource;
        if (!resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var annotation) || !resource.TryGetContainerImageName(out var image))
        {
            return;
        }

        await start.PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Building }).ConfigureAwait(false);
        await annotation.MaterializeDockerfileAsync(
            new DockerfileFactoryContext { Services = executionContext.Services, Resource = resource, CancellationToken = cancellationToken },
            cancellationToken).ConfigureAwait(false);
        if (!File.Exists(annotation.DockerfilePath))
        {
            throw new ResourceStartException($"The Dockerfile of resource '{resource.Name}', '{annotation.DockerfilePath}', does not exist. Create it or change its path.");
        }

        var build = await CreateAsync(start, annotation, image, cancellationToken).ConfigureAwait(false);
        try
        {
            await engine.BuildAsync(build, line => start.OnOutput(line, isError: false), cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException exception)
        {
            throw new ResourceStartException($"The image of resource '{resource.Name}' could not be built from '{annotation.DockerfilePath}': {exception.Message}", exception);
        }

        await start.PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Starting }).ConfigureAwait(false);
    }

    private async Task<ImageBuild> CreateAsync(ResourceStart start, DockerfileBuildAnnotation annotation, string image, CancellationToken cancellationToken)
    {
        var values = new ValueResolver(start.Resource, executionContext, start.Logger, cancellationToken);
        var arguments = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in annotation.BuildArguments)
        {
            arguments[name] = value is null ? null : (await values.ResolveAsync(value).ConfigureAwait(false)).Value;
        }

        var secrets = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var secretFiles = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in annotation.BuildSecrets)
        {
            if (value is FileInfo file)
            {
                secretFiles[name] = file.FullName;
            }
            else
            {
                secrets[name] = (await values.ResolveAsync(value).ConfigureAwait(false)).Value ?? "";
            }
        }

        return new ImageBuild(annotation.ContextPath, annotation.DockerfilePath, image, annotation.Stage)
        {
            Arguments = arguments.ToImmutable(),
            Secrets = secrets.ToImmutable(),
            SecretFiles = secretFiles.ToImmutable(),
        };
    }
}
