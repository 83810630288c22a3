namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>A line without its end.</summary>
internal readonly ref struct LogLine(ReadOnlySpan<byte> text, long start, long end, int part = 0)
{
    /// <summary>UTF-8, possibly broken.</summary>
    public ReadOnlySpan<byte> Text { get; } = text;

    /// <summary>The offset in the file where it begins.</summary>
    public long Start { get; } = start;

    /// <summary>The offset in the file behind the line and its end.</summary>
    public long End { get; } = end;

    /// <summary>Counts the parts of a line that was too long, from 1; 0 for a whole line.</summary>
    public int Part { get; } = part;
}
