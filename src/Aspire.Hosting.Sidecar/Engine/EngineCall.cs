namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// A call of the engine's command line.
/// </summary>
internal sealed record EngineCall(params IReadOnlyList<string> Arguments)
{
    /// <summary>What the program reads from its standard input; nothing by default.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Variables of the program beside those that it inherits.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Takes each line of standard output as it comes; such lines are not kept.</summary>
    public Action<string>? OnOutput { get; init; }

    /// <summary>Takes each line of standard error as it comes; of such lines only the last ones are kept.</summary>
    public Action<string>? OnError { get; init; }

    public override string ToString() => string.Join(' ', Arguments);
}
