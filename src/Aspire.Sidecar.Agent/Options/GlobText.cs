using System.Buffers;
using System.Text.RegularExpressions;
using DotNet.Globbing;

namespace Aspire.Sidecar.Agent.Options;

/// <summary>
/// Globs as the user writes them: <c>*</c>, <c>?</c>, <c>**</c>, <c>[…]</c>, <c>[!…]</c> and <c>{a,b}</c>. The library knows all of them but the last, which is written
/// out here as several globs.
/// </summary>
internal static partial class GlobText
{
    private const int MostAlternatives = 1000;
    private static readonly SearchValues<char> Unsupported = SearchValues.Create("\\(|");

    /// <summary>What is wrong with a glob, as the end of a sentence; null when nothing is.</summary>
    public static string? ProblemOf(string glob)
    {
        var text = glob.TrimStart('!');
        if (text.Length == 0)
        {
            return "there is nothing behind the '!'";
        }

        if (text.AsSpan().IndexOfAny(Unsupported) is var at and >= 0 && IsSign(text, at))
        {
            return $"'{text[at]}' is not supported: signs are '*', '?', '**', '[…]', '[!…]' and '{{a,b}}'";
        }

        if (!AreBracketsClosed(text))
        {
            return "a bracket is not closed, or stands inside of another one of its kind";
        }

        if (MixedNegativeSet().IsMatch(text))
        {
            return "a set with '!' can hold letters or one range, not both";
        }

        if (text.Split('/').Any(segment => segment.Contains("**", StringComparison.Ordinal) && segment != "**"))
        {
            return "'**' must stand alone between slashes";
        }

        var globs = Expand(text);
        return globs.Count > MostAlternatives ? "it has too many alternatives"
            : globs.All(CanBeParsed) ? null
            : "a set holds single signs, or ranges such as 'a-z'";
    }

    // The library ends with whatever exception comes of a set such as [a-].
    private static bool CanBeParsed(string glob)
    {
        try
        {
            _ = Glob.Parse(glob);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>The globs that a glob with alternatives stands for.</summary>
    public static IReadOnlyList<string> Expand(string glob)
    {
        var open = glob.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            // An alternative may be empty, and the name of a file is not.
            return glob.Length == 0 ? [] : [.. ExpandSets(Normalise(glob))];
        }

        var close = glob.IndexOf('}', open);
        var expanded = new List<string>();
        foreach (var alternative in glob[(open + 1)..close].Split(','))
        {
            expanded.AddRange(Expand(glob[..open] + alternative + glob[(close + 1)..]));
            if (expanded.Count > MostAlternatives)
            {
                break;
            }
        }

        return expanded;
    }

    // [ab0-9] stands for [ab] and [0-9]: the library knows sets of letters and ranges, but not both in one.
    private static IEnumerable<string> ExpandSets(string glob)
    {
        var set = MixedSet().Match(glob);
        if (!set.Success)
        {
            return [glob];
        }

        var content = set.Groups[1].Value;
        var ranges = Range().Matches(content).Select(range => range.Value).ToArray();
        var others = Range().Replace(content, "");
        return ranges.Append(others).Where(part => part.Length > 0).SelectMany(part => ExpandSets($"{glob[..set.Index]}[{part}]{glob[(set.Index + set.Length)..]}"));
    }

    // A leading './' means nothing, and a folder means everything in it.
    private static string Normalise(string glob)
    {
        while (glob.StartsWith("./", StringComparison.Ordinal))
        {
            glob = glob[2..];
        }

        return glob.Length == 0 || glob.EndsWith('/') ? glob + "**" : glob;
    }

    // A bracket is special only behind a sign, where some shells have extended globs; else it is part of a name.
    private static bool IsSign(string text, int at) => text[at] != '(' || (at > 0 && text[at - 1] is '?' or '*' or '+' or '@' or '!');

    private static bool AreBracketsClosed(string text)
    {
        var (square, curly) = (false, false);
        foreach (var sign in text)
        {
            switch (sign)
            {
                case '[' when square:
                case '{' when curly || square:
                case ']' when !square:
                case '}' when !curly:
                    return false;
                case '[':
                    square = true;
                    break;
                case ']':
                    square = false;
                    break;
                case '{':
                    curly = true;
                    break;
                case '}':
                    curly = false;
                    break;
                default:
                    break;
            }
        }

        return !square && !curly && !text.Contains("[]", StringComparison.Ordinal) && !text.Contains("[!]", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\[(?!!)([^\]]*[A-Za-z0-9]-[A-Za-z0-9][^\]]+|[^\]]+[A-Za-z0-9]-[A-Za-z0-9][^\]]*)\]")]
    private static partial Regex MixedSet();

    [GeneratedRegex(@"[A-Za-z0-9]-[A-Za-z0-9]")]
    private static partial Regex Range();

    [GeneratedRegex(@"\[!(?:[^\]]*[A-Za-z0-9]-[A-Za-z0-9][^\]]+|[^\]]+[A-Za-z0-9]-[A-Za-z0-9][^\]]*)\]")]
    private static partial Regex MixedNegativeSet();
}
