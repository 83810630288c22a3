namespace Aspire.Hosting.Containers.Engine;

/// <summary>One call of the client of a container engine.</summary>
/// <param name="Arguments">The arguments, unquoted.</param>
internal sealed record EngineCall(IReadOnlyList<string> Arguments)
{
    /// <summary>What the client gets in its environment, where other users cannot read it as they can read arguments.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What the client reads.</summary>
    public Stream? Input { get; init; }

    /// <summary>Called for each line of output as it comes, and whether it is from standard error. The output is kept all the same.</summary>
    public Action<string, bool>? OnLine { get; init; }

    /// <summary>Whether the output is handed over by line only, because it has no end.</summary>
    public bool IsEndless { get; init; }

    /// <summary>
    /// Whether the client, with whatever it starts, is to end with the AppHost. Not so for one that may leave the monitor of a
    /// container behind, as podman does.
    /// </summary>
    public bool EndsWithAppHost { get; init; }
}
