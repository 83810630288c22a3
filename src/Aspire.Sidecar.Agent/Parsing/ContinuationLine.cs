namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Tells lines that belong to the one before: indented ones, and those of stack traces that are not.</summary>
internal static class ContinuationLine
{
    private static readonly string[] Heads =
    [
        "Caused by:", "Suppressed:", "Traceback (most recent call last)", "During handling of the above exception",
        "The above exception was the direct cause", "--- End of ", "---> ", "goroutine ",
    ];

    /// <param name="line">The line.</param>
    /// <param name="previous">The line before it in the same record.</param>
    /// <param name="inTrace">True when the record already has a line of a stack trace.</param>
    public static bool Is(string line, string previous, bool inTrace) =>
        line[0] is ' ' or '\t'
        || Heads.Any(head => line.StartsWith(head, StringComparison.Ordinal))
        || (ExceptionText.IsHead(line) && !line.StartsWith("Unhandled", StringComparison.Ordinal))
        || (inTrace && previous[0] is ' ' or '\t' && IsPythonEnd(line));

    public static bool StartsTrace(string line) => line.StartsWith("Traceback (", StringComparison.Ordinal);

    // The last line of a Python trace names the exception, by any name: "KeyboardInterrupt", "requests.HTTPStatus: 500".
    private static bool IsPythonEnd(string line)
    {
        var end = line.AsSpan().IndexOfAny(':', ' ');
        var name = end < 0 ? line : line.AsSpan(0, end);
        return char.IsAsciiLetterUpper(name[(name.LastIndexOf('.') + 1)..] is [var first, ..] ? first : ' ') && (end < 0 || line[end] == ':');
    }
}
