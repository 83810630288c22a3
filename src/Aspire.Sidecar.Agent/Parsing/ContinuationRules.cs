using System.Text;
using Aspire.Sidecar.Agent.Options;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Tells whether a line of text belongs to the record before: indented ones do, and those of stack traces that are not indented.</summary>
internal static class ContinuationRules
{
    public static Continuation Decide(ReadOnlySpan<byte> line, PendingRecord pending, LineParser parser, LinePattern? recordStart)
    {
        if (recordStart is not null)
        {
            return recordStart.IsMatch(Encoding.UTF8.GetString(line)) ? Continuation.Begins : Continuation.Joins;
        }

        if (line[0] is (byte)' ' or (byte)'\t')
        {
            return IsMicrosoftHead(pending) || !parser.HasOwnHead(line) ? Continuation.Joins : Continuation.Begins;
        }

        // An exception is part of the record before when frames follow it, and the record before holds none yet.
        if (pending.IsUndecided)
        {
            return JoinsTrace(line, pending, parser) ? Continuation.Joins : Continuation.Begins;
        }

        if (JoinsTrace(line, pending, parser))
        {
            return Continuation.Joins;
        }

        return pending.Trace == TraceKind.None && !ExceptionText.IsUnhandled(line) && !TraceLines.IsPanic(line) && ExceptionText.IsHead(line)
            ? Continuation.Perhaps
            : Continuation.Begins;
    }

    private static bool JoinsTrace(ReadOnlySpan<byte> line, PendingRecord pending, LineParser parser)
    {
        if (TraceLines.AlwaysJoins(line)
            || (pending.Trace == TraceKind.Go && TraceLines.Joins(line, pending.PreviousLine, TraceKind.Go))
            || (pending.Trace == TraceKind.Rust && TraceLines.IsRustEnd(line)))
        {
            return true;
        }

        if (line.StartsWith(ExceptionText.PythonHead))
        {
            // A second one belongs to the first when a sentence between says so.
            return pending.Trace != TraceKind.Python || pending.PreviousLine.IndexOf("above exception"u8) > 0;
        }

        return pending.Trace != TraceKind.None && TraceLines.Joins(line, pending.PreviousLine, pending.Trace) && !parser.HasOwnHead(line);
    }

    // "info: Shop.Orders[14]", below which .NET's console logger writes the message, whatever that looks like.
    private static bool IsMicrosoftHead(PendingRecord pending)
    {
        var line = pending.FirstLine;
        return pending.Lines == 1 && line.Length > 6 && line[4] == ':' && line[5] == ' ' && line[^1] == ']' && line[0] is >= (byte)'a' and <= (byte)'z' && SeverityWords.TryGet(line[..4], out _);
    }
}
