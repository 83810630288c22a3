using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests.Dashboard;

/// <summary>
/// A window of Aspire's dashboard, after the login. What the tests know of its markup is here.
/// </summary>
internal sealed class DashboardPage
{
    private readonly Uri _address;

    private DashboardPage(IPage page, Uri address) => (Page, _address) = (page, address);

    public IPage Page { get; }

    /// <summary>The rows of whatever the page lists.</summary>
    public ILocator Rows => Page.Locator("tr.fluent-data-grid-row");

    /// <summary>All but the navigation.</summary>
    public ILocator Content => Page.Locator("main").First;

    public static async Task<DashboardPage> LogInAsync(DashboardBrowser browser, string login)
    {
        var dashboard = new DashboardPage(await browser.OpenAsync(), new Uri(login));
        await dashboard.UntilVisibleAsync(dashboard.Page.Locator("tr.resource-row td[col-index='3']").Nth(1), () => dashboard.Page.GotoAsync(login));
        return dashboard;
    }

    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(new Uri(_address, path).ToString());
        await Expect(Content).ToBeVisibleAsync();
    }

    /// <summary>Opens a page, and waits for what it is to show.</summary>
    public Task OpenAsync(string path, ILocator expected) => UntilVisibleAsync(expected, () => Page.GotoAsync(new Uri(_address, path).ToString()));

    /// <summary>The row of a resource, of a type: <c>Sidecar</c>, <c>Project</c> …</summary>
    public ILocator Resource(string type, string name) => Page.Locator($"tr.resource-row:has(td[title='{type}: {name}'])");

    /// <summary>How far the name of a resource is moved to the right: a child further than its parent.</summary>
    public static async Task<string> IndentAsync(ILocator resource) =>
        await resource.Locator(".resources-name-container").EvaluateAsync<string>("name => name.style.marginLeft");

    /// <summary>The drawing of a resource's icon.</summary>
    public static Task<string> IconAsync(ILocator resource) => resource.Locator("svg.resource-icon").InnerHTMLAsync();

    public static ILocator State(ILocator resource) => resource.Locator("td[col-index='2']");

    public static ILocator StartTime(ILocator resource) => resource.Locator("td[col-index='3']");

    public static ILocator Source(ILocator resource) => resource.Locator("td[col-index='4'] .grid-value").First;

    public static ILocator Urls(ILocator resource) => resource.Locator("td[col-index='5']");

    /// <summary>Calls a command from the menu of a resource, which the page answers with a dialog or a toast.</summary>
    public async Task CallAsync(ILocator resource, string command)
    {
        await UntilVisibleAsync(Page.GetByText($"{command}\" ").Or(Page.Locator("fluent-dialog")).First, ClickAsync);

        async Task ClickAsync()
        {
            await resource.Locator("fluent-button[aria-label=Actions]").ClickAsync();
            await Page.Locator("fluent-menu-item:visible", new() { HasText = command }).First.ClickAsync();
        }
    }

    /// <summary>The row that has this text.</summary>
    public ILocator Row(string text) => Rows.Filter(new() { HasText = text });

    /// <summary>
    /// Does something until it has its effect. A page that is still being connected, or drawn again, loses clicks and rows: then it is loaded anew, twice at most.
    /// </summary>
    private async Task UntilVisibleAsync(ILocator effect, Func<Task> action)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await action();
                await effect.WaitForAsync(new() { Timeout = 15_000 });
                return;
            }
            catch (TimeoutException) when (attempt < 3)
            {
                await Page.ReloadAsync();
            }
        }
    }
}
