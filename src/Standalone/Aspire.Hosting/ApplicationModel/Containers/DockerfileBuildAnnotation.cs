using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Has the image of a container built from a Dockerfile.</summary>
/// <param name="contextPath">The absolute path of the build context.</param>
/// <param name="dockerfilePath">The absolute path of the Dockerfile.</param>
/// <param name="stage">The stage to build; the last one when omitted.</param>
[DebuggerDisplay("{DockerfilePath,nq}")]
public class DockerfileBuildAnnotation(string contextPath, string dockerfilePath, string? stage) : IResourceAnnotation
{
    private readonly Lock _gate = new();
    private Task? _materialized;

    /// <summary>Gets the absolute path of the build context.</summary>
    public string ContextPath { get; } = contextPath ?? throw new ArgumentNullException(nameof(contextPath));

    /// <summary>Gets the absolute path of the Dockerfile.</summary>
    public string DockerfilePath { get; } = dockerfilePath ?? throw new ArgumentNullException(nameof(dockerfilePath));

    /// <summary>Gets the stage to build.</summary>
    public string? Stage { get; } = stage;

    /// <summary>Gets the build arguments by name. A value is a text or a value provider.</summary>
    public Dictionary<string, object?> BuildArguments { get; } = [];

    /// <summary>Gets the build secrets by name.</summary>
    public Dictionary<string, object> BuildSecrets { get; } = [];

    /// <summary>Gets the callback that writes the Dockerfile.</summary>
    /// <value><see langword="null"/> when the Dockerfile exists.</value>
    public Func<DockerfileFactoryContext, Task<string>>? DockerfileFactory { get; init; }

    /// <summary>Gets or sets the name of the image that is built.</summary>
    public string? ImageName { get; set; }

    /// <summary>Gets or sets the tag of the image that is built.</summary>
    public string? ImageTag { get; set; }

    /// <summary>Gets or sets whether the image runs something, as opposed to being a source of files.</summary>
    /// <value><see langword="true"/> unless set.</value>
    public bool HasEntrypoint { get; set; } = true;

    /// <summary>Writes the Dockerfile that a callback makes, once. Does nothing without a callback.</summary>
    /// <param name="context">What the callback works with.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>A task that ends with the write.</returns>
    public Task MaterializeDockerfileAsync(DockerfileFactoryContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);

        if (DockerfileFactory is null)
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            if (_materialized is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _materialized = WriteAsync(DockerfileFactory, context, cancellationToken);
            }

            return _materialized;
        }
    }

    private async Task WriteAsync(Func<DockerfileFactoryContext, Task<string>> factory, DockerfileFactoryContext context, CancellationToken cancellationToken)
    {
        var content = await factory(context).ConfigureAwait(false);
        Directory.CreateDirectory(Path.GetDirectoryName(DockerfilePath)!);
        await File.WriteAllTextAsync(DockerfilePath, content, cancellationToken).ConfigureAwait(false);
    }
}
