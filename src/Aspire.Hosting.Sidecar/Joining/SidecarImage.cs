using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Engine;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Names the image of a network-sharing sidecar, and builds it if it comes from a Dockerfile: the host builds for container resources only.
/// </summary>
internal sealed partial class SidecarImage(EngineCommand engine, DistributedApplicationExecutionContext executionContext)
{
    /// <exception cref="DistributedApplicationException">The resource has no image.</exception>
    public static string Name(IResource sidecar) => sidecar.TryGetContainerImageName(out var image) && image.Length > 0
        ? image
        : throw new DistributedApplicationException($"'{sidecar.Name}' has no container image.");

    /// <exception cref="DistributedApplicationException">The build failed; its output is in the resource's log.</exception>
    public async Task BuildAsync(IResource sidecar, ILogger logger, CancellationToken cancellationToken)
    {
        if (sidecar.Annotations.OfType<DockerfileBuildAnnotation>().LastOrDefault() is not { } build)
        {
            return;
        }

        if (build.DockerfileFactory is not null)
        {
            await build.MaterializeDockerfileAsync(
                new DockerfileFactoryContext { Services = executionContext.Services, Resource = sidecar, CancellationToken = cancellationToken }, cancellationToken)
                .ConfigureAwait(false);
        }

        List<string> arguments = ["build", "--tag", Name(sidecar), "--file", build.DockerfilePath];
        if (build.Stage is { } stage)
        {
            arguments.AddRange(["--target", stage]);
        }

        foreach (var (name, value) in build.BuildArguments)
        {
            var text = value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken).ConfigureAwait(false) : value?.ToString();
            arguments.AddRange(["--build-arg", $"{name}={text}"]);
        }

        arguments.Add(build.ContextPath);
        var (exitCode, _, _) = await engine.RunAsync(arguments, line => LogBuild(logger, line), cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
        {
            throw new DistributedApplicationException($"The image of '{sidecar.Name}' could not be built from '{build.DockerfilePath}': {engine.Program} build ended with exit code {exitCode}.");
        }
    }

    [LoggerMessage(EventId = 30, Level = LogLevel.Information, Message = "{Line}")]
    private static partial void LogBuild(ILogger logger, string line);
}
