using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Testing;

/// <summary>
/// A Chromium that this machine has. Nothing is downloaded: where there is none, <see cref="MissingReason"/> says so.
/// </summary>
public sealed class DashboardBrowser : IAsyncDisposable
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    // Milliseconds; a machine that builds something else at the same time is slow.
    private const int Patience = 30_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private DashboardBrowser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>Why there is no browser, or <see langword="null"/>.</summary>
    public static string? MissingReason => Requirement.FindProgram(Programs) is null
        ? $"No browser: none of {string.Join(", ", Programs)} is on the PATH. Install one, with 'apt-get install chromium' for example."
        : null;

    /// <summary>What pages have complained about: script errors, refused content and failed requests.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>Ends a test that needs a browser where there is none: as inconclusive, or as failed where there has to be one.</summary>
    public static void Require() => Requirement.Check("BROWSER", MissingReason);

    public static async Task<DashboardBrowser> LaunchAsync()
    {
        var program = Requirement.FindProgram(Programs) ?? throw new InvalidOperationException(MissingReason);
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();

        // The sandbox of the browser needs rights that a container does not give; it opens only pages of this machine.
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu"] });
        return new DashboardBrowser(playwright, browser);
    }

    /// <summary>Opens a window that knows of no login.</summary>
    public async Task<IPage> OpenAsync(int width = 1280, int height = 760, bool isDark = false)
    {
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Complaints.Enqueue(message.Text);
            }
        };
        return page;
    }

    /// <summary>Closes all windows, and forgets what their pages have complained about.</summary>
    public async Task CloseWindowsAsync()
    {
        foreach (var context in _browser.Contexts.ToArray())
        {
            await context.CloseAsync();
        }

        Complaints.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
