using System.Text.RegularExpressions;

namespace Aspire.Hosting.Docker.Writing;

/// <summary>
/// Text for a shell in the container, whose variables Compose must leave alone.
/// </summary>
internal static partial class ShellText
{
    private static readonly HashSet<string> Shells =
        new(StringComparer.OrdinalIgnoreCase) { "/bin/sh", "/bin/bash", "/sh", "/bash", "sh", "bash", "/usr/bin/sh", "/usr/bin/bash" };

    public static bool IsShell(string? program) => program is not null && Shells.Contains(program);

    /// <summary>Doubles the dollar sign of every <c>$NAME</c> and <c>${NAME…}</c>: https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md.</summary>
    public static string Escape(string text) => Variable().Replace(text, "$$$$$1");

    [GeneratedRegex(@"(?<!\$)\$((?![\w]*-)[\p{L}_]\w*|\{[^{}]*\})")]
    private static partial Regex Variable();
}
