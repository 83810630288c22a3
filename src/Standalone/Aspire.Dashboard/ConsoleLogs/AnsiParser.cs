using System.Globalization;
using System.Text;

namespace Aspire.Dashboard.ConsoleLogs;

/// <summary>Takes a line with the escape sequences of a terminal apart: colours are kept, everything else a terminal does is left out.</summary>
internal static class AnsiParser
{
    private const char Escape = '\u001b';

    public static IReadOnlyList<AnsiSegment> Parse(string line)
    {
        if (!line.Contains(Escape, StringComparison.Ordinal))
        {
            return [new(line, "", null)];
        }

        var segments = new List<AnsiSegment>();
        var text = new StringBuilder();
        var style = new AnsiStyle();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != Escape)
            {
                text.Append(line[i]);
                continue;
            }

            Flush();
            i = Skip(line, i, style);
        }

        Flush();
        return segments;

        void Flush()
        {
            if (text.Length > 0)
            {
                segments.Add(new(text.ToString(), style.Classes, style.Color));
                text.Clear();
            }
        }
    }

    public static string Plain(string line)
        => line.Contains(Escape, StringComparison.Ordinal) ? string.Concat(Parse(line).Select(segment => segment.Text)) : line;

    // The position of the last character of the sequence, ECMA-48 section 5.4; one that is cut off takes the rest of the line.
    private static int Skip(string line, int start, AnsiStyle style)
    {
        if (start + 1 >= line.Length)
        {
            return start;
        }

        return line[start + 1] switch
        {
            '[' => SkipControl(line, start + 2, style),
            ']' => SkipCommand(line, start + 2),
            _ => start + 1,
        };
    }

    private static int SkipControl(string line, int start, AnsiStyle style)
    {
        var end = start;
        while (end < line.Length && line[end] is < '@' or > '~')
        {
            end++;
        }

        if (end < line.Length && line[end] == 'm')
        {
            style.Apply([.. line[start..end].Split(';').Select(Number)]);
        }

        return Math.Min(end, line.Length - 1);
    }

    private static int SkipCommand(string line, int start)
    {
        for (var i = start; i < line.Length; i++)
        {
            if (line[i] == '\a')
            {
                return i;
            }

            if (line[i] == Escape && i + 1 < line.Length && line[i + 1] == '\\')
            {
                return i + 1;
            }
        }

        return line.Length - 1;
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
