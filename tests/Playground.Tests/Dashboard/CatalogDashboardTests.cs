using System.Text.RegularExpressions;
using Playground.Tests.Catalog;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests.Dashboard;

/// <summary>
/// What sidecars look like in Aspire's dashboard, in a real browser.
/// </summary>
[TestClass]
[DoNotParallelize]
[OSCondition(OperatingSystems.Linux)]
public sealed class CatalogDashboardTests
{
    private static AppHostProcess? _catalog;
    private static DashboardBrowser? _browser;
    private static string _login = "";

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        if (DashboardBrowser.MissingReason is not null)
        {
            return;
        }

        _catalog = AppHostProcess.Start<Projects.Catalog_AppHost>(Projects.Catalog_AppHost.ProjectPath);
        _login = await _catalog.WaitForLoginAsync();
        using var client = new HttpClient { BaseAddress = await _catalog.WaitForUrlAsync("api") };
        await Eventually.TrueAsync(() => RunningCatalog.HasPricesAsync(client), "the API answers with prices");
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

    [TestInitialize]
    public void RequireBrowser() => DashboardBrowser.Require();

    [TestMethod]
    public async Task Sidecars_are_nested_under_their_main()
    {
        var dashboard = await LogInAsync();
        var (main, pricing) = (dashboard.Resource("Project", "api"), dashboard.Resource("Sidecar", "api-pricing"));
        var (logging, seed) = (dashboard.Resource("Sidecar", "api-logging"), dashboard.Resource("InitContainer", "api-seed"));

        await Expect(DashboardPage.State(pricing)).ToContainTextAsync("Running");
        await Expect(DashboardPage.State(logging)).ToContainTextAsync("Running");
        await Expect(DashboardPage.State(seed)).ToContainTextAsync("Finished");
        (await DashboardPage.IndentAsync(main)).Should().Be("0px");
        foreach (var member in (Microsoft.Playwright.ILocator[])[pricing, logging, seed])
        {
            (await DashboardPage.IndentAsync(member)).Should().Be("16px");
        }
    }

    [TestMethod]
    public async Task A_sidecar_shows_what_it_is()
    {
        var dashboard = await LogInAsync();
        var (pricing, logging) = (dashboard.Resource("Sidecar", "api-pricing"), dashboard.Resource("Sidecar", "api-logging"));

        await Expect(DashboardPage.Source(pricing)).ToHaveTextAsync("Catalog.Pricing.csproj");
        await Expect(DashboardPage.Source(logging)).ToContainTextAsync("logging");
        await Expect(DashboardPage.Source(logging)).Not.ToContainTextAsync(".dll");
        await Expect(DashboardPage.Urls(pricing)).ToHaveTextAsync(new Regex("http://localhost:[0-9]+"));
        await Expect(DashboardPage.Urls(logging)).ToHaveTextAsync("");
        (await DashboardPage.IconAsync(pricing)).Should().NotBeEmpty().And.NotBe(await DashboardPage.IconAsync(logging), "one is a project and the other a job of the agent");
    }

    [TestMethod]
    public async Task The_console_of_a_sidecar_is_its_own()
    {
        var dashboard = await LogInAsync();

        await dashboard.OpenAsync("/consolelogs/resource/api-seed", dashboard.Content.GetByText("Wrote 12 products").First);

        await Expect(dashboard.Content).ToContainTextAsync("Wrote 12 products");
        await Expect(dashboard.Content).Not.ToContainTextAsync("Now listening");
    }

    [TestMethod]
    public async Task A_trace_leads_from_the_main_to_its_sidecar()
    {
        var dashboard = await LogInAsync();
        await dashboard.OpenAsync("/traces", dashboard.Row("api: GET /products").Filter(new() { HasText = "api-pricing" }).First);

        await dashboard.Row("api: GET /products").Filter(new() { HasText = "api-pricing" }).First.Locator("td").Nth(1).ClickAsync();

        await Expect(dashboard.Page).ToHaveURLAsync(new Regex("/traces/detail/"));
        await Expect(dashboard.Row("GET /products").First).ToContainTextAsync("api");
        await Expect(dashboard.Page.Locator("td[title='api-pricing: GET /convert']")).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task Lines_of_the_log_shipper_are_those_of_its_main()
    {
        var dashboard = await LogInAsync();
        await dashboard.OpenAsync("/structuredlogs/resource/api", dashboard.Row("GET /products in USD answered").First);

        var row = dashboard.Row("GET /products in USD answered").First;
        await Expect(row).ToContainTextAsync("api");
        await row.ClickAsync();

        await Expect(dashboard.Content).ToContainTextAsync("Log entry details");
        await Expect(dashboard.Content).ToContainTextAsync("Aspire.Sidecar.Agent");
        await Expect(dashboard.Content).ToContainTextAsync("log.file.path");
    }

    [TestMethod]
    public async Task What_the_integration_does_is_a_trace()
    {
        var dashboard = await LogInAsync();

        await dashboard.OpenAsync("/traces/resource/apphost", dashboard.Row("start api-logging").First);

        await Expect(dashboard.Row("start api-logging").First).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task Restart_of_a_sidecar_from_the_page_leaves_its_main_alone()
    {
        var dashboard = await LogInAsync();
        var (main, pricing) = (dashboard.Resource("Project", "api"), dashboard.Resource("Sidecar", "api-pricing"));
        var (mainStart, pricingStart) = (await DashboardPage.StartTime(main).InnerTextAsync(), await DashboardPage.StartTime(pricing).InnerTextAsync());

        await dashboard.CallAsync(pricing, "Restart");

        await Expect(dashboard.Page.GetByText("api-pricing \"Restart\" succeeded").First).ToBeVisibleAsync();
        await Expect(DashboardPage.StartTime(pricing)).Not.ToHaveTextAsync(pricingStart);
        await Expect(DashboardPage.State(pricing)).ToHaveTextAsync(new Regex(@"^\s*Running\s*$"));
        await Expect(DashboardPage.StartTime(main)).ToHaveTextAsync(mainStart);
    }

    private static Task<DashboardPage> LogInAsync() => DashboardPage.LogInAsync(_browser!, _login);
}
