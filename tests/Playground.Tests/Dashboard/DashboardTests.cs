using Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests.Dashboard;

/// <summary>
/// Tests that look at the dashboard of a playground with a browser.
/// </summary>
public abstract class DashboardTests
{
    [TestInitialize]
    public void RequireBrowser()
    {
        if (DashboardBrowser.MissingReason is { } reason)
        {
            (DashboardBrowser.IsRequired ? (Action<string>)Assert.Fail : Assert.Inconclusive)(reason);
        }
    }

    protected static async Task<IPage> LogInAsync(DashboardBrowser browser, string login, bool isDark = false)
    {
        var page = await browser.OpenAsync(isDark: isDark);
        await page.GotoAsync(login);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Resources");
        return page;
    }

    protected static async Task OpenPageAsync(IPage page, string name)
    {
        await page.Locator(".nav-entry", new() { HasText = name }).ClickAsync();
        await Expect(page.Locator("h1").First).ToContainTextAsync(name);
    }
}
