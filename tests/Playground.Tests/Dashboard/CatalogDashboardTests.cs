using Testing;
using Microsoft.Playwright;
using Playground.Tests.Catalog;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests.Dashboard;

/// <summary>
/// The dashboard of the catalogue in a real browser, as a developer uses it.
/// </summary>
[TestClass]
public sealed class CatalogDashboardTests : DashboardTests
{
    private static CatalogProcess? _catalog;
    private static DashboardBrowser? _browser;
    private static string _login = "";

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        if (DashboardBrowser.MissingReason is not null)
        {
            return;
        }

        _catalog = CatalogProcess.Start();
        var api = await _catalog.WaitForApiAsync();
        _login = await _catalog.WaitForLoginAsync();
        using var client = new HttpClient { BaseAddress = api };
        await Eventually.TrueAsync(() => AnswersAsync(client), RunningCatalog.StartTime, "the API answers with prices");
        _browser = await DashboardBrowser.LaunchAsync();
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        if (_catalog is not null)
        {
            await _catalog.DisposeAsync();
        }
    }

    [TestMethod]
    public async Task Sidecars_are_nested_under_their_main_after_the_login()
    {
        var page = await LogInAsync();

        new Uri(page.Url).PathAndQuery.Should().Be("/", "the token has left the address");
        await Expect(page.Locator("[data-resource=api]")).ToHaveAttributeAsync("aria-level", "1");
        foreach (var member in (string[])["api-pricing", "api-logging", "api-seed"])
        {
            await Expect(page.Locator($"[data-resource={member}]")).ToHaveAttributeAsync("aria-level", "2");
        }

        await Expect(page.Locator("[data-resource=api-seed]")).ToContainTextAsync("Finished (0)");
        await Expect(page.Locator("[data-resource=api-pricing]")).ToContainTextAsync("Running");
    }

    [TestMethod]
    public async Task Wrong_token_is_refused()
    {
        var page = await _browser!.OpenAsync();

        var response = await page.GotoAsync(_login[..^4] + "0000");

        response!.Status.Should().Be(401);
        await Expect(page.GetByText("This is not the token of the running AppHost.")).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(_login).GetLeftPart(UriPartial.Authority));
        new Uri(page.Url).AbsolutePath.Should().Be("/login");
    }

    [TestMethod]
    public async Task Token_can_be_entered_by_hand()
    {
        var page = await _browser!.OpenAsync();
        await page.GotoAsync(new Uri(_login).GetLeftPart(UriPartial.Authority) + "/traces");

        await page.FillAsync("#token", _login[(_login.LastIndexOf('=') + 1)..]);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("h1")).ToHaveTextAsync("Traces");
    }

    [TestMethod]
    public async Task Trace_leads_from_the_main_to_its_sidecar_and_to_the_logs()
    {
        var page = await LogInAsync();
        await OpenPageAsync(page, "Traces");
        await page.Locator("tr.row", new() { HasText = "/products" }).First.Locator("a").ClickAsync();

        await Expect(page.Locator("tr.row[data-resource=api]").First).ToBeVisibleAsync();
        await page.Locator("tr.row[data-resource=api-pricing] .span-title").First.ClickAsync();
        await Expect(page.Locator("[data-fact='service.name'] .fact-value, [data-fact=Resource] .fact-value").First).ToHaveTextAsync("api-pricing");
        await page.GetByText("Logs of this trace").ClickAsync();

        await Expect(page.Locator("tr.row", new() { HasText = "/products" }).First).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task Lines_of_the_log_shipper_are_those_of_its_main()
    {
        var page = await LogInAsync();
        await OpenPageAsync(page, "Structured");

        await page.FillAsync(".search input", "/products");
        var row = page.Locator("tr.row", new() { HasText = "logging" }).First;
        await Expect(row).ToContainTextAsync("GET /products");
        await Expect(row.Locator(".source-text")).ToHaveTextAsync("api");
    }

    [TestMethod]
    public async Task Every_page_has_something_to_show()
    {
        var page = await LogInAsync();

        await OpenPageAsync(page, "Graph");
        await Expect(page.Locator(".node")).ToHaveCountAsync(4);
        await OpenPageAsync(page, "Console");
        await Expect(page.Locator(".console-line", new() { HasText = "Wrote" }).First).ToBeVisibleAsync();
        await OpenPageAsync(page, "Metrics");
        await page.Locator(".instrument", new() { HasText = "http.server.request.duration" }).ClickAsync();
        await Expect(page.Locator("path.line").First).ToBeAttachedAsync();
    }

    [TestMethod]
    public async Task Restart_of_a_sidecar_is_seen_without_a_reload()
    {
        var page = await LogInAsync();
        var row = page.Locator("[data-resource=api-pricing]");
        var started = await row.Locator("td").Nth(2).TextContentAsync();
        await row.Locator("[data-command=more]").ClickAsync();
        await row.Locator("[role=menuitem][data-command=restart]").ClickAsync();

        await Expect(page.GetByText("Successfully restarted 'api-pricing'.")).ToBeVisibleAsync();
        await Expect(row.Locator("td").Nth(2)).Not.ToHaveTextAsync(started!);
        await Expect(row).ToContainTextAsync("Running");
    }

    [TestMethod]
    public async Task Secret_is_shown_only_when_asked_for()
    {
        var page = await LogInAsync();
        await page.Locator("[data-resource=api] button.name").ClickAsync();
        var value = page.Locator("[data-fact=OTEL_EXPORTER_OTLP_HEADERS] .fact-value");
        (await page.ContentAsync()).Should().NotContain("x-otlp-api-key=");
        await Expect(value).ToHaveClassAsync("fact-value masked");

        await page.Locator("[aria-label='Show the value of OTEL_EXPORTER_OTLP_HEADERS']").ClickAsync();

        await Expect(value).ToContainTextAsync("x-otlp-api-key=");
    }

    [TestMethod]
    [DataRow(false, DisplayName = "light")]
    [DataRow(true, DisplayName = "dark")]
    public async Task Pages_keep_the_rules_of_accessibility(bool isDark)
    {
        var page = await LogInAsync(isDark);
        List<string> broken = [];

        await AuditAsync("resources");
        await page.Locator("[data-resource=api-pricing] [data-command=more]").ClickAsync();
        await Expect(page.Locator("[data-resource=api-pricing] [role=menuitem][data-command=restart]")).ToBeVisibleAsync();
        await AuditAsync("menu");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("[data-resource=api] button.name").ClickAsync();
        await Expect(page.Locator(".split-details")).ToBeVisibleAsync();
        await AuditAsync("details");
        foreach (var name in (string[])["Graph", "Console", "Structured", "Traces", "Metrics"])
        {
            await OpenPageAsync(page, name);
            await AuditAsync(name);
        }

        await page.Locator(".instrument", new() { HasText = "http.server.request.duration" }).ClickAsync();
        await Expect(page.Locator("path.line").First).ToBeAttachedAsync();
        await AuditAsync("chart");
        await OpenPageAsync(page, "Traces");
        await page.Locator("tr.row", new() { HasText = "/products" }).First.Locator("a").ClickAsync();
        await page.Locator("tr.row[data-resource=api-pricing] .span-title").First.ClickAsync();
        await AuditAsync("trace");

        broken.Should().BeEmpty();

        async Task AuditAsync(string name) => broken.AddRange((await AccessibilityAudit.RunAsync(page)).Select(rule => $"{name}: {rule}"));
    }

    private static Task<IPage> LogInAsync(bool isDark = false) => LogInAsync(_browser!, _login, isDark);

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync("/products?currency=USD");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // It is starting.
            return false;
        }
    }
}
