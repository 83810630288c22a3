using System.Buffers;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>
/// Finds the severity near the beginning of a text line. A word of prose must not count ("no error here"), so it has to stand in
/// brackets or between bars, in capitals, or at the very front, there followed by a colon or after a time.
/// </summary>
internal static class SeverityFinder
{
    private const int WordsLookedAt = 12;
    private static readonly SearchValues<byte> Openings = SearchValues.Create(" \t[(<|"u8);
    private static readonly SearchValues<byte> Separators = SearchValues.Create(" \t[](){}<>|:,=."u8);

    public static bool TryFind(ReadOnlySpan<byte> text, bool afterTime, out ReadOnlySpan<byte> word, out Severity number)
    {
        var at = 0;
        for (var i = 0; i < WordsLookedAt && at < text.Length; i++)
        {
            var start = at + text[at..].IndexOfAnyExcept(Separators);
            if (start < at)
            {
                break;
            }

            var length = text[start..].IndexOfAny(Separators);
            var end = length < 0 ? text.Length : start + length;
            word = text[start..end];
            if (SeverityWords.TryGet(word, out number) && IsMarked(text, start, end, isFirst: i == 0, afterTime))
            {
                return true;
            }

            // PostgreSQL's word for what is worth a line in the log.
            if (word.SequenceEqual("LOG"u8) && end < text.Length && text[end] == ':')
            {
                number = Severity.Info;
                return true;
            }

            at = end;
        }

        word = default;
        number = Severity.Unspecified;
        return false;
    }

    /// <summary>True when the line begins with a level: in capitals, in brackets or before a colon. For indented lines, in which a word further on says nothing.</summary>
    public static bool IsAtFront(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOfAnyExcept(Openings);
        if (start < 0)
        {
            return false;
        }

        var length = text[start..].IndexOfAny(Separators);
        var end = length < 0 ? text.Length : start + length;
        var after = end == text.Length ? (byte)' ' : text[end];

        // 'ERROR.Code = 1' and 'ERROR=1' are no levels.
        return after is not ((byte)'.' or (byte)'=' or (byte)'(' or (byte)',') && SeverityWords.TryGet(text[start..end], out _) && IsMarked(text, start, end, isFirst: true, afterTime: false);
    }

    private static bool IsMarked(ReadOnlySpan<byte> text, int start, int end, bool isFirst, bool afterTime)
    {
        var before = start == 0 ? (byte)' ' : text[start - 1];
        var after = end == text.Length ? (byte)' ' : text[end];
        var isEnclosed = before is (byte)'[' or (byte)'(' or (byte)'<' or (byte)'|' or (byte)':' && after is (byte)']' or (byte)')' or (byte)'>' or (byte)'|';
        var isPadded = after is (byte)']' && before is (byte)' ';
        var isBarred = before is (byte)'|' || text[end..].TrimStart((byte)' ') is [(byte)'|', ..];
        return isEnclosed || isPadded || isBarred
            || !text[start..end].ContainsAnyInRange((byte)'a', (byte)'z')
            || (isFirst && (after == ':' || afterTime));
    }
}
