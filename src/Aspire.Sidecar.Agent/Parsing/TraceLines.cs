namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Recognises the lines of stack traces that are not indented.</summary>
internal static class TraceLines
{
    /// <summary>The trace that a line begins; a line that begins none leaves it as it is.</summary>
    public static TraceKind KindAfter(ReadOnlySpan<byte> line, TraceKind kind)
    {
        if (line.StartsWith(ExceptionText.PythonHead))
        {
            return TraceKind.Python;
        }

        if (IsGoPanic(line) || line.StartsWith("goroutine "u8))
        {
            return TraceKind.Go;
        }

        if (IsRustPanic(line))
        {
            return TraceKind.Rust;
        }

        if (line.StartsWith("PHP "u8) || line.SequenceEqual("Stack trace:"u8) || line.StartsWith("Fatal error: "u8))
        {
            return TraceKind.Php;
        }

        return kind == TraceKind.None && ExceptionText.IsHead(line) ? TraceKind.Indented : kind;
    }

    public static bool IsPanic(ReadOnlySpan<byte> line) => IsGoPanic(line) || IsRustPanic(line);

    /// <summary>True for lines that belong to the record before, whatever that is.</summary>
    public static bool AlwaysJoins(ReadOnlySpan<byte> line) => line[0] switch
    {
        (byte)'C' => line.StartsWith("Caused by:"u8),
        (byte)'D' => line.StartsWith("During handling of the above exception"u8),
        (byte)'S' => line.StartsWith("Suppressed:"u8),
        (byte)'T' => line.StartsWith("The above exception was the direct cause"u8),
        (byte)'-' => line.StartsWith("--- End of "u8) || line.StartsWith("---> "u8),
        (byte)'g' => line.StartsWith("goroutine "u8) && line.EndsWith(":"u8),
        (byte)'.' => line.StartsWith("... "u8) && line.EndsWith(" more"u8),
        _ => false,
    };

    /// <summary>True for lines that belong to a trace of that kind.</summary>
    public static bool Joins(ReadOnlySpan<byte> line, ReadOnlySpan<byte> previous, TraceKind kind) => kind switch
    {
        TraceKind.Python => previous is [(byte)' ' or (byte)'\t', ..] && IsPythonEnd(line),
        TraceKind.Go => JoinsGo(line),
        TraceKind.Rust => IsRustPanic(previous) && previous.EndsWith(":"u8),
        TraceKind.Php => line.SequenceEqual("Stack trace:"u8) || (line is [(byte)'#', >= (byte)'0' and <= (byte)'9', ..]) || line.StartsWith("Next "u8),
        _ => false,
    };

    /// <summary>The head of the frames of a Rust panic, and the advice behind them.</summary>
    public static bool IsRustEnd(ReadOnlySpan<byte> line) => line.StartsWith("stack backtrace:"u8) || line.StartsWith("note: "u8);

    private static bool IsGoPanic(ReadOnlySpan<byte> line) => line.StartsWith("panic: "u8) || line.StartsWith("fatal error: "u8) || line.StartsWith("runtime: goroutine stack exceeds"u8);

    private static bool IsRustPanic(ReadOnlySpan<byte> line) => line.StartsWith("thread '"u8) && line.IndexOf("' "u8) > 0 && line.IndexOf(" panicked at "u8) > 0;

    // Functions with their arguments, who created the goroutine, the signal, and what the go command says at last.
    private static bool JoinsGo(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("goroutine "u8) || line.StartsWith("created by "u8) || line.StartsWith("[signal "u8) || line.StartsWith("exit status "u8)
            || line.StartsWith("panic: "u8) || line.StartsWith("runtime stack:"u8) || line.StartsWith("...additional frames elided"u8))
        {
            return true;
        }

        var open = line.IndexOf((byte)'(');
        return open > 0 && line.EndsWith(")"u8) && !line[..open].ContainsAny(" \t:"u8) && line[..open].Contains((byte)'.');
    }

    // The last line of a Python trace names the exception, by any name: "KeyboardInterrupt", "requests.HTTPStatus: 500".
    private static bool IsPythonEnd(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOfAny((byte)':', (byte)' ');
        var name = end < 0 ? line : line[..end];
        return name[(name.LastIndexOf((byte)'.') + 1)..] is [>= (byte)'A' and <= (byte)'Z', ..] && (end < 0 || line[end] == ':');
    }
}
