using System.Text.RegularExpressions;
using Aspire.Dashboard.Model;
using Aspire.Dashboard.Tests.Server;
using Browser;
using Microsoft.Playwright;
using static Aspire.Dashboard.Tests.DashboardSample;
using static Microsoft.Playwright.Assertions;

namespace Aspire.Dashboard.Tests.Browser;

[TestClass]
public sealed partial class DashboardPageTests
{
    private static DashboardBrowser? _browser;

    [ClassInitialize]
    public static async Task LaunchAsync(TestContext context)
    {
        if (DashboardBrowser.MissingReason is null)
        {
            _browser = await DashboardBrowser.LaunchAsync();
        }
    }

    [ClassCleanup]
    public static async Task CloseAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }

    [TestInitialize]
    public void RequireBrowser()
    {
        if (DashboardBrowser.MissingReason is { } reason)
        {
            (DashboardBrowser.IsRequired ? (Action<string>)Assert.Fail : Assert.Inconclusive)(reason);
        }
    }

    [TestCleanup]
    public async Task CloseWindowsAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseWindowsAsync();
        }
    }

    [TestMethod]
    public async Task A_thousand_resources_are_listed_without_a_row_for_each()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: null);
        dashboard.Resources.Resources = [.. Enumerable.Range(0, 1_000).Select(number => Resource($"r{number:0000}"))];
        var page = await OpenAsync(dashboard);

        await Expect(page.Locator("tr.row").First).ToBeVisibleAsync();
        (await page.Locator("tr.row").CountAsync()).Should().BeLessThan(100);
        await page.Locator(".table-scroll").EvaluateAsync("table => table.scrollTop = table.scrollHeight");

        await Expect(page.Locator("[data-resource=r0999]")).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task Command_with_inputs_asks_for_them_and_shows_what_is_wrong()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: null);
        dashboard.Resources.Resources = [Resource("api"), Resource("api-cache", "api") with { Commands = [ChangeTag()] }];
        dashboard.Resources.Outcome = new(Succeeded: false, WasCancelled: false, "Refused.")
        {
            InputErrors = new Dictionary<string, IReadOnlyList<string>> { ["tag"] = ["There is no such tag."] },
        };
        var page = await OpenAsync(dashboard);

        await page.ClickAsync("[data-resource=api-cache] [data-command=more]");
        await page.ClickAsync("[data-resource=api-cache] [role=menuitem][data-command=change-tag]");
        await Expect(page.Locator("input[name=tag]")).ToHaveValueAsync("8.2");
        await page.FillAsync("input[name=tag]", "8.4");
        await page.Locator("fluent-button", new() { HasText = "Change image tag" }).ClickAsync();
        await Expect(page.GetByText("There is no such tag.")).ToBeVisibleAsync();

        dashboard.Resources.Outcome = new(Succeeded: true, WasCancelled: false, "It runs with 8.6 now.");
        await page.FillAsync("input[name=tag]", "8.6");
        await page.Locator("fluent-button", new() { HasText = "Change image tag" }).ClickAsync();

        await Expect(page.GetByText("It runs with 8.6 now.")).ToBeVisibleAsync();
        await Expect(page.Locator("input[name=tag]")).ToHaveCountAsync(0);
        dashboard.Resources.Executed.Select(executed => executed.Inputs["tag"]).Should().Equal("8.4", "8.6");
    }

    [TestMethod]
    public async Task Failure_of_a_command_is_told()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: null);
        dashboard.Resources.Resources = [Resource("api") with { Commands = [ChangeTag() with { Name = "stop", Text = "Stop", IsHighlighted = true, Inputs = [] }] }];
        dashboard.Resources.Outcome = new(Succeeded: false, WasCancelled: false, "It does not want to.");
        var page = await OpenAsync(dashboard);

        await page.ClickAsync("[data-resource=api] [data-command=stop] >> nth=0");

        await Expect(page.GetByText("It does not want to.")).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task Theme_follows_the_system_and_the_switch_and_is_remembered()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: null);
        var page = await OpenAsync(dashboard, isDark: true);
        await Expect(page.Locator("body")).ToHaveCSSAsync("background-color", Dark());

        await page.ClickAsync("[aria-label='Switch to the light theme']");
        await Expect(page.Locator("body")).ToHaveCSSAsync("background-color", Light());
        await page.ReloadAsync();

        await Expect(page.Locator("[aria-label='Switch to the dark theme']")).ToBeVisibleAsync();
        await Expect(page.Locator("body")).ToHaveCSSAsync("background-color", Light());
    }

    [TestMethod]
    public async Task Narrow_window_needs_no_sideways_scrolling()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: null);
        dashboard.Resources.Resources = [Resource("api"), Resource("api-cache", "api")];
        var page = await OpenAsync(dashboard, width: 400);

        foreach (var path in (string[])["", "?resource=api", "graph", "consolelogs", "structuredlogs", "traces", "metrics"])
        {
            await page.GotoAsync(new Uri(dashboard.Address, path).ToString());
            await Expect(page.Locator("h1").First).ToBeAttachedAsync();
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(400, "'{0}' fits", path);
        }
    }

    [TestMethod]
    public async Task Keyboard_alone_opens_the_details_and_closes_them()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: null);
        dashboard.Resources.Resources = [Resource("api")];
        var page = await OpenAsync(dashboard);

        await page.Locator("[data-resource=api] button.name").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".split-details")).ToBeVisibleAsync();
        await page.Locator("[aria-label='Close the details']").FocusAsync();
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator(".split-details")).ToHaveCountAsync(0);
    }

    [TestMethod]
    public async Task Pages_break_no_rule_of_their_own_security_policy()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: null);
        dashboard.Resources.Resources = [Resource("api"), Resource("api-cache", "api")];
        var page = await OpenAsync(dashboard);
        _browser!.Complaints.Clear();

        foreach (var name in (string[])["Graph", "Console", "Structured", "Traces", "Metrics", "Resources"])
        {
            await page.Locator(".nav-entry", new() { HasText = name }).ClickAsync();
            await Expect(page.Locator("h1").First).ToContainTextAsync(name);
        }

        _browser.Complaints.Should().BeEmpty();
    }

    [TestMethod]
    [DataRow(false, DisplayName = "light")]
    [DataRow(true, DisplayName = "dark")]
    public async Task States_login_and_dialog_keep_the_rules_of_accessibility(bool isDark)
    {
        string[] states = ["Running", "Starting", "Waiting", "Finished", "FailedToStart", "RuntimeUnhealthy", "Exited", "NotStarted", "Unknown"];
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Resources.Resources =
        [
            Resource("api") with { Commands = [ChangeTag()] },
            .. states.Select(state => Resource($"api-{state.ToLowerInvariant()}", "api", state) with { ExitCode = state is "Exited" ? 137 : null }),
        ];
        var page = await OpenAsync(dashboard, isDark: isDark);

        (await AccessibilityAudit.RunAsync(page)).Should().BeEmpty("the login page is for everybody");
        await page.GotoAsync(new Uri(dashboard.Address, $"login?t={RunningDashboard.Token}").ToString());
        await Expect(page.Locator("[data-resource=api-exited]")).ToBeVisibleAsync();
        (await AccessibilityAudit.RunAsync(page)).Should().BeEmpty("states are for everybody");
        await page.ClickAsync("[data-resource=api] [data-command=more]");
        await page.ClickAsync("[data-resource=api] [role=menuitem][data-command=change-tag]");
        await Expect(page.Locator("input[name=tag]")).ToHaveValueAsync("8.2");
        (await AccessibilityAudit.RunAsync(page)).Should().BeEmpty("the dialog is for everybody");
    }

    private static async Task<IPage> OpenAsync(RunningDashboard dashboard, int width = 1280, bool isDark = false)
    {
        var page = await _browser!.OpenAsync(width, isDark: isDark);
        await page.GotoAsync(dashboard.Address.ToString());
        await Expect(page.Locator("h1").First).ToBeAttachedAsync();
        return page;
    }

    private static ResourceCommand ChangeTag() => new(
        "change-tag",
        "Change image tag",
        "Replaces only this container.",
        "Tag",
        IsFilledIcon: false,
        IsHighlighted: false,
        IsEnabled: true,
        null,
        [new CommandInput("tag", "Tag", CommandInputKind.Text, IsRequired: true, "8.2", [])]);

    [GeneratedRegex("^rgb\\([0-9]{2}, ")]
    private static partial Regex Dark();

    [GeneratedRegex("^rgb\\(2[0-9]{2}, ")]
    private static partial Regex Light();
}
