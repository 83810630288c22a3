using System.Buffers;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>
/// Finds the severity near the beginning of a text line. A word of prose must not count ("no error here"), so it has to stand in
/// brackets or between bars, in capitals, or at the very front, there followed by a colon or after a time.
/// </summary>
internal static class SeverityFinder
{
    private const int WordsLookedAt = 12;
    private static readonly SearchValues<char> Separators = SearchValues.Create(" \t[](){}<>|:,=.");

    public static bool TryFind(ReadOnlySpan<char> text, bool afterTime, out ReadOnlySpan<char> word, out SeverityNumber number)
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

            at = end;
        }

        word = default;
        number = SeverityNumber.Unspecified;
        return false;
    }

    private static bool IsMarked(ReadOnlySpan<char> text, int start, int end, bool isFirst, bool afterTime)
    {
        var before = start == 0 ? ' ' : text[start - 1];
        var after = end == text.Length ? ' ' : text[end];
        var isEnclosed = before is '[' or '(' or '<' or '|' or ':' && after is ']' or ')' or '>' or '|';
        var isPadded = after is ']' && before is ' ';
        var isBarred = before is '|' || text[end..].TrimStart(' ') is ['|', ..];
        return isEnclosed || isPadded || isBarred
            || !text[start..end].ContainsAnyExceptInRange('A', 'Z')
            || (isFirst && (after == ':' || afterTime));
    }
}
