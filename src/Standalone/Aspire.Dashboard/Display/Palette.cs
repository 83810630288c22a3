using System.Collections.Concurrent;
using System.Globalization;

namespace Aspire.Dashboard.Display;

/// <summary>Gives names colours: the same name always the same, and names that come one after the other different ones.</summary>
internal static class Palette
{
    public const int Size = 12;
    private static readonly ConcurrentDictionary<string, int> Known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A colour of the style sheet, readable on both themes.</summary>
    public static string ColorOf(string name) => Color(Known.GetOrAdd(name, static _ => Known.Count));

    public static string Color(int index) => string.Create(CultureInfo.InvariantCulture, $"var(--series-{index % Size})");
}
