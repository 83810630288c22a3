using System.Text;

namespace Aspire.Hosting.Docker.Writing;

/// <summary>
/// Text for a shell in the container, whose variables Compose must leave alone: https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md.
/// </summary>
/// <remarks>
/// The dollar sign is doubled before <c>$NAME</c>, <c>${NAME}</c>, <c>${NAME:-default}</c> and what is nested in them, as the package does it; other forms of a shell are left as they are.
/// </remarks>
internal static class ShellText
{
    private static readonly HashSet<string> Shells =
        new(StringComparer.OrdinalIgnoreCase) { "/bin/sh", "/bin/bash", "/sh", "/bash", "sh", "bash", "/usr/bin/sh", "/usr/bin/bash" };

    public static bool IsShell(string? program) => program is not null && Shells.Contains(program);

    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        for (var index = 0; index < text.Length;)
        {
            var (length, written) = IsVariable(text, index) ? Variable(text[index..]) : (1, text[index].ToString());
            escaped.Append(written);
            index += length;
        }

        return escaped.ToString();
    }

    private static bool IsVariable(string text, int index) => text[index] == '$' && (index == 0 || text[index - 1] != '$');

    /// <summary>How much of the text is one variable, and what is written for it.</summary>
    private static (int Length, string Written) Variable(string text)
    {
        if (text is ['$', '{', ..])
        {
            return ClosingBrace(text) is { } end ? (end + 1, Braced(text[..(end + 1)])) : (text.Length, text);
        }

        var name = string.Concat(text.Skip(1).TakeWhile(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-'));
        return name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_') ? (1, "$")
            : (name.Length + 1, name.Contains('-', StringComparison.Ordinal) ? $"${name}" : $"$${name}");
    }

    private static string Braced(string whole)
    {
        var content = string.Concat(whole[2..^1].Where(letter => !char.IsWhiteSpace(letter)));
        var parts = AtDefault(content);
        return parts is var (name, value) ? $"$${{{Escape(name)}:-{Escape(value)}}}"
            : IsName(content) || Enumerable.Range(0, content.Length).Any(index => IsVariable(content, index)) ? $"$${{{Escape(content)}}}"
            : whole;
    }

    private static bool IsName(string text) => text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.All(letter => char.IsLetterOrDigit(letter) || letter == '_');

    private static int? ClosingBrace(string text)
    {
        var open = 0;
        for (var index = 1; index < text.Length; index++)
        {
            open += text[index] switch
            {
                '{' when text[index - 1] == '$' => 1,
                '}' => -1,
                _ => 0,
            };
            if (open == 0)
            {
                return index;
            }
        }

        return null;
    }

    private static (string Name, string Default)? AtDefault(string content)
    {
        var open = 0;
        for (var index = 0; index < content.Length - 1; index++)
        {
            open += content[index] == '{' && index > 0 && content[index - 1] == '$' ? 1 : content[index] == '}' && open > 0 ? -1 : 0;
            if (open == 0 && content[index] == ':' && content[index + 1] == '-')
            {
                return (content[..index], content[(index + 2)..]);
            }
        }

        return null;
    }
}
