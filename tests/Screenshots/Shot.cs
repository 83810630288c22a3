using Microsoft.Playwright;

namespace Screenshots;

/// <summary>A picture of one page.</summary>
/// <param name="Name">The name of the file, without its extension.</param>
/// <param name="Path">The address of the page.</param>
/// <param name="Shows">The text that is there once the page is complete.</param>
/// <param name="IsDark">The theme.</param>
internal sealed record Shot(string Name, string Path, string Shows, bool IsDark = false)
{
    /// <summary>What to do first.</summary>
    public Func<IPage, Task> Prepare { get; init; } = _ => Task.CompletedTask;

    public static IReadOnlyList<Shot> OfCatalog { get; } =
    [
        new("resources", "/", "api-logging"),
        new("structured-logs", "/structuredlogs/resource/api", "GET /products in USD") { Prepare = page => page.Locator("input[placeholder='Filter...']").First.FillAsync("answered") },
        new("trace", "/traces/resource/api", "api: GET /products") { Prepare = page => page.Locator("tr:has-text('api-pricing') td:nth-child(2)").First.ClickAsync() },
        new("process", "/metrics/resource/api?meter=Aspire.Sidecar.Agent&instrument=process.memory.usage&duration=1", "process.memory.usage"),
    ];

    public static IReadOnlyList<Shot> OfPods { get; } =
    [
        new("pods", "/", "redis-exporter", IsDark: true),
        new("console", "/consolelogs/resource/api-tail", "/visits"),
        new("graph", "/?view=Graph", "redis-exporter"),
        new("details", "/", "redis-exporter") { Prepare = page => page.Locator("tr.resource-row:has(td[title='Sidecar: redis-exporter'])").First.ClickAsync() },
        new("metrics-usage", "/metrics/resource/apphost?meter=Aspire.Hosting.Sidecar&instrument=container.memory.usage&duration=1", "exporter"),
        new("metrics-limit", "/metrics/resource/apphost?meter=Aspire.Hosting.Sidecar&instrument=container.memory.limit&duration=1", "exporter"),

        // The last one: what it asks is asked in every window until it is answered.
        new("change-image-tag", "/", "api-tail") { Prepare = OpenDialogAsync },
    ];

    private static async Task OpenDialogAsync(IPage page)
    {
        await page.Locator("tr.resource-row:has(td[title='Sidecar: api-tail']) fluent-button[aria-label=Actions]").ClickAsync();
        await page.Locator("fluent-menu-item:visible", new() { HasText = "Change image tag" }).ClickAsync();
        await page.Locator("fluent-dialog input").First.WaitForAsync();
    }
}
