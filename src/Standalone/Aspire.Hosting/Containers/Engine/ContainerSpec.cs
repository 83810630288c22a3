using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Containers.Engine;

/// <summary>What a container is made from.</summary>
internal sealed record ContainerSpec
{
    public required string Name { get; init; }

    public required string Image { get; init; }

    /// <summary>The id of the network that it is on.</summary>
    public required string Network { get; init; }

    /// <summary>Its names on that network.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    public ImmutableArray<ContainerMountAnnotation> Mounts { get; init; } = [];

    public ImmutableArray<ContainerPort> Ports { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<KeyValuePair<string, string>> Labels { get; init; } = [];

    public ImagePullPolicy PullPolicy { get; init; }

    public string? Entrypoint { get; init; }

    /// <summary>Names of hosts with their addresses, in the form <c>name:address</c>.</summary>
    public ImmutableArray<string> ExtraHosts { get; init; } = [];

    /// <summary>What the user adds to the arguments of the engine.</summary>
    public ImmutableArray<string> RunArguments { get; init; } = [];

    /// <summary>The arguments of the program in the container.</summary>
    public ImmutableArray<(string Value, bool IsSensitive)> Arguments { get; init; } = [];
}
