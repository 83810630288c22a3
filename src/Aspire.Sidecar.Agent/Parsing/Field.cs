namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>A field of a structured line.</summary>
internal readonly ref struct Field
{
    public FieldKind Kind { get; init; }

    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>The text; of anything else than a text, its JSON.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    public long Integer { get; init; }
}
