using System.Buffers;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Exceptions as attributes by the semantic conventions.</summary>
internal static class ExceptionText
{
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.$+`\\"u8);

    public static ReadOnlySpan<byte> Type => "exception.type"u8;

    public static ReadOnlySpan<byte> Message => "exception.message"u8;

    public static ReadOnlySpan<byte> StackTrace => "exception.stacktrace"u8;

    public static ReadOnlySpan<byte> PythonHead => "Traceback (most recent call last)"u8;

    private static ReadOnlySpan<byte> Unhandled => "Unhandled exception. "u8;

    private static ReadOnlySpan<byte> InThread => "Exception in thread \""u8;

    private static ReadOnlySpan<byte> Php => "Uncaught "u8;

    private static ReadOnlySpan<byte> GoPanic => "panic: "u8;

    /// <summary>True for a line that names an exception: <c>System.IO.IOException: disk full</c>.</summary>
    public static bool IsHead(ReadOnlySpan<byte> line) => TrySplit(line, out _, out _);

    /// <summary>True for a line by which a program says that it dies of an exception.</summary>
    public static bool IsUnhandled(ReadOnlySpan<byte> line) => line.StartsWith("Unhandled exception"u8) || line.StartsWith(InThread);

    /// <summary>The severity that follows from the first line of a trace, for records that say none themselves.</summary>
    public static Severity SeverityOf(ReadOnlySpan<byte> line) =>
        IsUnhandled(line) || TraceLines.IsPanic(line) || line.StartsWith("PHP Fatal error:"u8) ? Severity.Fatal
        : line.StartsWith(PythonHead) || IsHead(line) ? Severity.Error
        : Severity.Unspecified;

    /// <summary>Takes an exception out of a text that may be more than that.</summary>
    public static void AddTo(RecordDraft record, ReadOnlySpan<byte> text)
    {
        if (!TryFind(text, out var start, out var type, out var message))
        {
            return;
        }

        record.AddAttribute(Type, type);
        record.AddAttribute(Message, message);
        record.AddAttribute(StackTrace, text[start..]);
    }

    /// <summary>The exception a field holds: its stack trace, or only its message.</summary>
    public static void AddField(RecordDraft record, ReadOnlySpan<byte> text)
    {
        if (text.Contains((byte)'\n') || IsHead(text))
        {
            AddTo(record, text);
            record.AddAttribute(StackTrace, text);
        }
        else
        {
            record.AddAttribute(Message, text);
        }
    }

    private static bool TryFind(ReadOnlySpan<byte> text, out int start, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> message)
    {
        start = 0;
        type = message = default;
        var python = -1;
        for (var at = 0; at < text.Length;)
        {
            var length = text[at..].IndexOf((byte)'\n');
            var line = text.Slice(at, length < 0 ? text.Length - at : length);
            if (python >= 0 && line is not ([] or [(byte)' ' or (byte)'\t', ..]))
            {
                Split(line, out type, out message);
                start = python;
                return true;
            }

            if (python < 0 && line.StartsWith(PythonHead))
            {
                python = at;
            }
            else if (python < 0 && TrySplit(line, out type, out message))
            {
                start = at;
                return true;
            }

            at += line.Length + 1;
        }

        return false;
    }

    // An identifier that ends as the names of exceptions do, perhaps with a remark in brackets, and then a colon or nothing.
    private static bool TrySplit(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> message)
    {
        type = message = default;
        if (line.StartsWith(GoPanic))
        {
            type = line[..(GoPanic.Length - 2)];
            message = line[GoPanic.Length..];
            return true;
        }

        line = SkipIntroduction(line);
        var end = line.IndexOfAnyExcept(NameBytes);
        end = end < 0 ? line.Length : end;
        var name = line[..end];
        if (name.IsEmpty || name[0] is not ((>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z') or (byte)'_' or (byte)'\\')
            || !(name.EndsWith("Exception"u8) || name.EndsWith("Error"u8) || name.EndsWith("Throwable"u8) || name.EndsWith("Failure"u8)))
        {
            return false;
        }

        var rest = line[end..].TrimStart(" \t"u8);
        if (rest is [(byte)'(' or (byte)'[', ..] && rest.IndexOfAny((byte)')', (byte)']') is var close and > 0)
        {
            rest = rest[(close + 1)..].TrimStart(" \t"u8);
        }

        if (rest is not ([] or [(byte)':', ..]))
        {
            return false;
        }

        type = name;
        message = rest.IsEmpty ? rest : rest[1..].Trim(" \t\r"u8);
        return true;
    }

    private static ReadOnlySpan<byte> SkipIntroduction(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith(Unhandled))
        {
            return line[Unhandled.Length..];
        }

        if (line.StartsWith(InThread) && line[InThread.Length..].IndexOf("\" "u8) is var end and >= 0)
        {
            return line[(InThread.Length + end + 2)..];
        }

        // PHP Fatal error:  Uncaught Exception: text in /app/index.php:3
        return line.StartsWith("PHP Fatal error:"u8) && line.IndexOf(Php) is var uncaught and > 0 ? line[(uncaught + Php.Length)..] : line;
    }

    private static void Split(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> message)
    {
        line = line.Trim(" \t\r"u8);
        var colon = line.IndexOf((byte)':');
        type = colon < 0 ? line : line[..colon];
        message = colon < 0 ? [] : line[(colon + 1)..].Trim((byte)' ');
    }
}
