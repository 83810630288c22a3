using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// All that a container is created from, resolved.
/// </summary>
internal sealed record ContainerSpec(string Name, string Image)
{
    public string? Entrypoint { get; init; }

    public IReadOnlyList<(string Value, bool IsSensitive)> Arguments { get; init; } = [];

    /// <summary>The arguments go to a shell, as one line.</summary>
    public bool IsShellExecution { get; init; }

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The user's own arguments of the engine, and those of limits, volumes and namespaces.</summary>
    public IReadOnlyList<string> RunArguments { get; init; } = [];

    public IReadOnlyList<ContainerMountAnnotation> Mounts { get; init; } = [];

    /// <summary>What is copied into the container before it starts: an archive for its root folder.</summary>
    public ReadOnlyMemory<byte> Files { get; init; }

    /// <summary>The arguments as the container gets them.</summary>
    public IEnumerable<string> Command => IsShellExecution
        ? ["-c", string.Join(' ', Arguments.Select(argument => argument.Value))]
        : Arguments.Select(argument => argument.Value);
}
