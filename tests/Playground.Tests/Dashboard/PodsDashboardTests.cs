using System.Text.RegularExpressions;
using Testing;
using Testing;
using Microsoft.Playwright;
using Playground.Tests.Pods;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests.Dashboard;

/// <summary>
/// The dashboard of the container pods in a real browser.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class PodsDashboardTests : DashboardTests
{
    private const string OtherTag = "dashboard-tests";

    private static PodsProcess? _pods;
    private static DashboardBrowser? _browser;
    private static string _login = "";

    [ClassCleanup]
    public static async Task StopAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        if (_pods is not null)
        {
            await _pods.DisposeAsync();
            await TestEngine.RunAsync("image", "rm", $"{TestEngine.Image}:{OtherTag}");
        }
    }

    [TestInitialize]
    public async Task StartAsync()
    {
        await TestEngine.RequireAsync();
        if (_pods is null)
        {
            await TestEngine.RunAsync("tag", $"{TestEngine.Image}:{TestEngine.Tag}", $"{TestEngine.Image}:{OtherTag}");
            _pods = PodsProcess.Start();
            _login = await _pods.WaitForLoginAsync();
            await _pods.WaitForMembersAsync();
            _browser = await DashboardBrowser.LaunchAsync();
        }

        _browser!.Complaints.Clear();
    }

    [TestMethod]
    public async Task Memory_of_a_sidecar_is_charted_beside_its_limit()
    {
        var page = await LogInAsync();
        await OpenPageAsync(page, "Metrics");

        await page.Locator(".instrument", new() { HasText = "container.memory.usage" }).ClickAsync();
        await page.GetByLabel("aspire.resource.name").SelectOptionAsync("redis-exporter");

        var legend = page.Locator(".legend-entry");
        await Expect(legend).ToHaveCountAsync(2);
        await Expect(legend.Nth(0)).ToHaveTextAsync(new Regex(@"redis-exporter · redis · exporter\s+[0-9.]+ [KM]iB"));
        await Expect(legend.Nth(1)).ToHaveTextAsync(new Regex(@"redis-exporter · redis · exporter limit\s+64 MiB"));
        await Expect(page.Locator("path.line.limit")).ToHaveCountAsync(1);
    }

    [TestMethod]
    public async Task Details_of_a_sidecar_show_its_image_its_limits_and_what_it_shares()
    {
        var page = await LogInAsync();

        await page.Locator("[data-resource=redis-backup] button.name").ClickAsync();

        await Expect(page.Locator("[data-fact=Image] .fact-value")).ToHaveTextAsync(new Regex("^redis-backup:"));
        await Expect(page.Locator("[data-fact='Memory limit'] .fact-value")).ToHaveTextAsync("64 MiB");
        await Expect(page.Locator("[data-fact='Shared with the main'] .fact-value")).ToHaveTextAsync("network, processes");
    }

    [TestMethod]
    public async Task Graph_keeps_up_with_changes()
    {
        var page = await LogInAsync();
        await OpenPageAsync(page, "Graph");
        await Expect(page.Locator(".pod-name:not(:empty)")).ToHaveTextAsync(["Pod api", "Pod redis"]);

        var tls = page.Locator("[data-resource=redis-tls]");
        await tls.ClickAsync();
        await page.Locator(".split-details [data-command=stop]").First.ClickAsync();
        await Expect(tls).Not.ToContainTextAsync("Running");
        await page.Locator(".split-details [data-command=start]").First.ClickAsync();
        await Expect(tls).ToContainTextAsync("Running");

        _browser!.Complaints.Should().BeEmpty();
    }

    [TestMethod]
    public async Task Another_image_tag_replaces_only_this_container()
    {
        var (front, tail) = (await ContainerAsync("api-front"), await ContainerAsync("api-tail"));
        var page = await LogInAsync();

        await ChangeTagAsync(page, "no-such-tag");
        await Expect(page.GetByText("ASPIRESIDECAR").First).ToBeVisibleAsync();
        (await ContainerAsync("api-tail")).Should().Be(tail, "the old one runs on");
        await page.ReloadAsync();
        await ChangeTagAsync(page, OtherTag);
        await Expect(page.GetByText($"'api-tail' runs with '{TestEngine.Image}:{OtherTag}'.")).ToBeVisibleAsync();

        await Expect(page.Locator("[data-resource=api-tail]")).ToContainTextAsync($"{TestEngine.Image}:{OtherTag}");
        (await ContainerAsync("api-tail")).Should().NotBe(tail);
        (await ContainerAsync("api-front")).Should().Be(front);
    }

    private static async Task ChangeTagAsync(IPage page, string tag)
    {
        var row = page.Locator("[data-resource=api-tail]");
        await row.Locator("[data-command=more]").ClickAsync();
        await row.Locator("[role=menuitem][data-command=change-image-tag]").ClickAsync();
        await page.FillAsync("input[name=tag]", tag);
        await page.Locator("fluent-button", new() { HasText = "Change image tag" }).ClickAsync();
    }

    private static Task<IPage> LogInAsync() => LogInAsync(_browser!, _login);

    private static async Task<string> ContainerAsync(string resource) => (await TestEngine.ListAsync(
        "ps", "--no-trunc", "--quiet", "--filter", RunningPods.Label(_pods!.Id), "--filter", $"name=^{resource}-[a-z]{{8}}$")).Should().ContainSingle().Subject;
}
