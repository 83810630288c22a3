namespace Screenshots;

/// <summary>A picture of one page.</summary>
/// <param name="Name">The name of the file, without the theme.</param>
/// <param name="Path">The address of the page.</param>
/// <param name="Clicks">What to click first, in this order.</param>
internal sealed record Shot(string Name, string Path, params string[] Clicks)
{
    public static IReadOnlyList<Shot> All { get; } =
    [
        new("resources", ""),
        new("details", "", "tr.row[aria-level='2'] button.name"),
        new("graph", "graph"),
        new("console", "consolelogs"),
        new("structured", "structuredlogs"),
        new("traces", "traces"),
        new("trace", "traces", "tr.row:has(.chip:nth-child(2)) .trace-name a", ".waterfall tr.row >> nth=2"),
        new("metrics", "metrics", ".instrument:text('http.server.request.duration')"),
    ];
}
