using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Images;
using Microsoft.Extensions.Logging;

// Aspire's own way to build an image, with its arguments, secrets and stage, is experimental.
#pragma warning disable ASPIRECONTAINERRUNTIME001
#pragma warning disable ASPIREPIPELINES003

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Sees to it that a joined sidecar has its image: pulls it by the pull policy, or builds it.
/// </summary>
internal sealed partial class JoinedImages(IContainerEngine engine, IContainerRuntimeResolver runtimes, DistributedApplicationExecutionContext executionContext)
{
    private static readonly ResourceStateSnapshot Building = new(KnownResourceStates.Building, KnownResourceStateStyles.Info);
    private static readonly ResourceStateSnapshot Pulling = new(ImagePull.State, KnownResourceStateStyles.Info);

    private readonly ConcurrentDictionary<IResource, bool> _built = [];

    /// <summary>Builds the image, or pulls it if that is wanted at each start.</summary>
    /// <param name="sidecar">The sidecar.</param>
    /// <param name="image">Its image.</param>
    /// <param name="isNewWanted">Whether an image from a Dockerfile is to be built again, as it is when a user starts the sidecar.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JoinException">There is no image.</exception>
    public async Task PrepareAsync(JoinedSidecar sidecar, string image, bool isNewWanted, CancellationToken cancellationToken)
    {
        if (Build(sidecar) is { } build)
        {
            if (isNewWanted || !_built.ContainsKey(sidecar.Resource))
            {
                await sidecar.State.ShowAsync(Building).ConfigureAwait(false);
                await BuildAsync(sidecar, build, image, cancellationToken).ConfigureAwait(false);
                _built[sidecar.Resource] = true;
            }
        }
        else if (PullPolicy(sidecar) == ImagePullPolicy.Always)
        {
            await PullAsync(sidecar, image, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Pulls an image that was found missing when a container was to be made of it: to ask before would cost each start a call.</summary>
    /// <returns>Whether it has been pulled.</returns>
    /// <exception cref="JoinException">There is no image.</exception>
    public async Task<bool> TryPullMissingAsync(JoinedSidecar sidecar, string image, CancellationToken cancellationToken)
    {
        if (Build(sidecar) is not null || await ImagePull.IsHereAsync(engine, image, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (PullPolicy(sidecar) == ImagePullPolicy.Never)
        {
            throw new JoinException($"the image '{image}' is not on this machine, and the pull policy is Never.", canHeal: false);
        }

        await PullAsync(sidecar, image, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static DockerfileBuildAnnotation? Build(JoinedSidecar sidecar) => sidecar.Resource.Annotations.OfType<DockerfileBuildAnnotation>().LastOrDefault();

    private static ImagePullPolicy? PullPolicy(JoinedSidecar sidecar) => sidecar.Resource.Annotations.OfType<ContainerImagePullPolicyAnnotation>().LastOrDefault()?.ImagePullPolicy;

    private async Task PullAsync(JoinedSidecar sidecar, string image, CancellationToken cancellationToken)
    {
        await sidecar.State.ShowAsync(Pulling).ConfigureAwait(false);
        var pulled = await ImagePull.RunAsync(engine, image, sidecar.Logger, cancellationToken).ConfigureAwait(false);
        if (!pulled.IsSuccess)
        {
            throw JoinException.FromEngine(pulled, $"the image '{image}' could not be pulled: ");
        }
    }

    private async Task BuildAsync(JoinedSidecar sidecar, DockerfileBuildAnnotation build, string image, CancellationToken cancellationToken)
    {
        var resource = sidecar.Resource;
        if (build.DockerfileFactory is not null)
        {
            await build.MaterializeDockerfileAsync(
                new DockerfileFactoryContext { Services = executionContext.Services, Resource = resource, CancellationToken = cancellationToken }, cancellationToken)
                .ConfigureAwait(false);
        }

        var options = new ContainerBuildOptionsCallbackContext(resource, executionContext.Services, sidecar.Logger, cancellationToken, executionContext);
        foreach (var callback in resource.Annotations.OfType<ContainerBuildOptionsCallbackAnnotation>().ToArray())
        {
            await callback.Callback(options).ConfigureAwait(false);
        }

        var runtime = await runtimes.ResolveAsync(cancellationToken).ConfigureAwait(false);
        LogBuilding(sidecar.Logger, image, build.DockerfilePath);
        try
        {
            await runtime.BuildImageAsync(
                build.ContextPath,
                build.DockerfilePath,
                new ContainerImageBuildOptions { ImageName = image, TargetPlatform = options.TargetPlatform },
                await ArgumentsAsync(build, cancellationToken).ConfigureAwait(false),
                await SecretsAsync(build, cancellationToken).ConfigureAwait(false),
                build.Stage,
                cancellationToken).ConfigureAwait(false);
        }
        catch (DistributedApplicationException exception)
        {
            throw new JoinException($"its image could not be built from '{build.DockerfilePath}': {exception.Message}", canHeal: false, exception);
        }
    }

    private static async Task<Dictionary<string, string?>> ArgumentsAsync(DockerfileBuildAnnotation build, CancellationToken cancellationToken)
    {
        Dictionary<string, string?> arguments = [];
        foreach (var (name, value) in build.BuildArguments)
        {
            arguments[name] = value switch
            {
                IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(cancellationToken).ConfigureAwait(false),
                IValueProvider provider => await provider.GetValueAsync(cancellationToken).ConfigureAwait(false),
                bool flag => flag ? "true" : "false",
                _ => value?.ToString(),
            };
        }

        return arguments;
    }

    private static async Task<Dictionary<string, BuildImageSecretValue>> SecretsAsync(DockerfileBuildAnnotation build, CancellationToken cancellationToken)
    {
        Dictionary<string, BuildImageSecretValue> secrets = [];
        foreach (var (name, value) in build.BuildSecrets)
        {
            secrets[name] = value switch
            {
                FileInfo file => new(file.FullName, BuildImageSecretType.File),
                IValueProvider provider => new(await provider.GetValueAsync(cancellationToken).ConfigureAwait(false), BuildImageSecretType.Environment),
                _ => throw new JoinException($"the build secret '{name}' is neither a parameter nor a file.", canHeal: false),
            };
        }

        return secrets;
    }

    [LoggerMessage(EventId = 30, Level = LogLevel.Information, Message = "Building the image '{Image}' from '{Dockerfile}'.")]
    private static partial void LogBuilding(ILogger logger, string image, string dockerfile);
}
