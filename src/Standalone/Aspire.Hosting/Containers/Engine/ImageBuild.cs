using System.Collections.Immutable;

namespace Aspire.Hosting.Containers.Engine;

/// <summary>What an image is built from.</summary>
/// <param name="Context">The folder that the Dockerfile can copy from.</param>
/// <param name="Dockerfile">The Dockerfile.</param>
/// <param name="Tag">The name of the image.</param>
/// <param name="Stage">The stage to build; the last one when null.</param>
internal sealed record ImageBuild(string Context, string Dockerfile, string Tag, string? Stage)
{
    /// <summary>The build arguments. One without a value takes it from the environment of the AppHost.</summary>
    public ImmutableSortedDictionary<string, string?> Arguments { get; init; } = ImmutableSortedDictionary<string, string?>.Empty;

    /// <summary>The build secrets.</summary>
    public ImmutableSortedDictionary<string, string> Secrets { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The build secrets that are files.</summary>
    public ImmutableSortedDictionary<string, string> SecretFiles { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
