using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Browser;

/// <summary>
/// The rules of WCAG 2.1, levels A and AA, that axe-core can check by itself.
/// </summary>
public static class AccessibilityAudit
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa") };

    /// <summary>Broken rules, each with the elements that break it; none on a page that is right.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(IPage page)
    {
        var result = await page.RunAxe(Rules);
        if (result.Passes.Length == 0)
        {
            throw new InvalidOperationException("No rule has found anything to check: the page is empty.");
        }

        return [.. result.Violations.Select(Describe)];
    }

    private static string Describe(AxeResultItem rule) =>
        $"{rule.Id} ({rule.Impact}): {rule.Help}: {string.Join("; ", rule.Nodes.Select(node => $"{node.Target} {Cause(node)} {node.Html}"))}";

    private static string Cause(AxeResultNode node) => string.Join(", ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message));
}
