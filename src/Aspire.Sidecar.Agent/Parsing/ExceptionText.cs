using System.Text.RegularExpressions;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Exceptions as attributes by the semantic conventions.</summary>
internal static partial class ExceptionText
{
    public const string Type = "exception.type";
    public const string Message = "exception.message";
    public const string StackTrace = "exception.stacktrace";

    private const string PythonHead = "Traceback (most recent call last)";

    /// <summary>True for a line that names an exception: <c>System.IO.IOException: disk full</c>.</summary>
    public static bool IsHead(ReadOnlySpan<char> line) => Head().IsMatch(line);

    /// <summary>Takes an exception out of a text that may be more than that.</summary>
    public static void AddTo(LogRecord record, string text)
    {
        var lines = text.Split('\n');
        var python = Array.FindIndex(lines, line => line.StartsWith(PythonHead, StringComparison.Ordinal));
        var head = python < 0 ? Array.FindIndex(lines, line => IsHead(line)) : Array.FindIndex(lines, python + 1, line => line is not [] and not [' ' or '\t', ..]);
        if (head < 0)
        {
            return;
        }

        var (type, message) = Split(lines[head].Trim());
        record.AddAttribute(Type, type);
        record.AddAttribute(Message, message);
        record.AddAttribute(StackTrace, string.Join('\n', lines[(python < 0 ? head : python)..]));
    }

    /// <summary>The exception a field holds: its stack trace, or only its message.</summary>
    public static void AddField(LogRecord record, string text)
    {
        if (text.Contains('\n') || IsHead(text))
        {
            AddTo(record, text);
            record.AddAttribute(StackTrace, text);
        }
        else
        {
            record.AddAttribute(Message, text);
        }
    }

    private static (string Type, string Message) Split(string line)
    {
        const string Unhandled = "Unhandled exception. ";
        line = line.StartsWith(Unhandled, StringComparison.Ordinal) ? line[Unhandled.Length..] : line;
        var colon = line.IndexOf(':');
        return colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..].Trim());
    }

    [GeneratedRegex(@"^(Unhandled exception\. )?[A-Za-z_][\w.$+`]*(Exception|Error|Throwable|Failure)(\s*\(.*?\))?(:|\s*$)", RegexOptions.CultureInvariant)]
    private static partial Regex Head();
}
