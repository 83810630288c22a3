using System.Text.RegularExpressions;
using Playground.Tests.Pods;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests.Dashboard;

/// <summary>
/// What sidecars in containers look like in Aspire's dashboard, in a real browser.
/// </summary>
[TestClass]
[DoNotParallelize]
[OSCondition(OperatingSystems.Linux)]
public sealed class PodsDashboardTests
{
    private const string OtherTag = "dashboard-tests";

    private static AppHostProcess? _pods;
    private static EngineRun? _run;
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
        DashboardBrowser.Require();
        await TestEngine.RequireAsync();
        if (_pods is null)
        {
            await TestEngine.RunAsync("tag", $"{TestEngine.Image}:{TestEngine.Tag}", $"{TestEngine.Image}:{OtherTag}");
            _pods = AppHostProcess.Start<Projects.Pods_AppHost>(Projects.Pods_AppHost.ProjectPath);
            _login = await _pods.WaitForLoginAsync();
            _run = await EngineRun.WaitForAsync(_pods);
            _browser = await DashboardBrowser.LaunchAsync();
        }
    }

    [TestMethod]
    public async Task Memory_of_a_sidecar_is_charted_and_so_is_its_limit()
    {
        var dashboard = await LogInAsync();
        foreach (var instrument in (string[])["container.memory.usage", "container.memory.limit"])
        {
            // The page opens an instrument only if it has been measured before.
            await Eventually.TrueAsync(
                async () =>
                {
                    await dashboard.OpenAsync($"/metrics/resource/apphost?meter=Aspire.Hosting.Sidecar&instrument={instrument}&duration=5");
                    try
                    {
                        await dashboard.Content.Locator("h3", new() { HasText = instrument }).WaitForAsync(new() { Timeout = 5_000 });
                        return true;
                    }
                    catch (TimeoutException)
                    {
                        return false;
                    }
                },
                $"{instrument} is there");
            await Expect(dashboard.Row("sidecar.name")).ToContainTextAsync("exporter");
            await Expect(dashboard.Page.Locator(".js-plotly-plot .scatterlayer .trace").First).ToBeAttachedAsync();
        }
    }

    [TestMethod]
    public async Task A_sidecar_shows_the_image_it_is_made_of_and_its_URL()
    {
        var dashboard = await LogInAsync();
        var (exporter, tail) = (dashboard.Resource("Sidecar", "redis-exporter"), dashboard.Resource("Sidecar", "api-tail"));

        await Expect(DashboardPage.Source(exporter)).ToHaveTextAsync(new Regex("^redis-exporter:"));
        await Expect(DashboardPage.Source(tail)).ToHaveTextAsync(new Regex($"^{TestEngine.Image}:"));
        await Expect(DashboardPage.Urls(exporter)).ToHaveTextAsync(new Regex("http://localhost:[0-9]+"));
        await Expect(DashboardPage.Urls(dashboard.Resource("Container", "redis"))).Not.ToContainTextAsync("http://");
        (await DashboardPage.IndentAsync(exporter)).Should().Be("16px");
    }

    [TestMethod]
    public async Task Details_of_a_sidecar_show_its_image_its_limits_and_what_it_shares()
    {
        var dashboard = await LogInAsync();

        await dashboard.Resource("Sidecar", "redis-backup").Locator(".resource-name-text").ClickAsync();

        await Expect(dashboard.Row("Container image")).ToContainTextAsync("redis-backup:");
        await Expect(dashboard.Row("Memory limit")).ToContainTextAsync("64 MiB");
        await Expect(dashboard.Row("Shared with the main")).ToContainTextAsync("network, processes");
    }

    [TestMethod]
    public async Task The_console_of_a_sidecar_is_its_own()
    {
        var dashboard = await LogInAsync();

        await dashboard.OpenAsync("/consolelogs/resource/redis-exporter", dashboard.Content.GetByText("Redis Metrics Exporter").First);

        await Expect(dashboard.Content).ToContainTextAsync("Redis Metrics Exporter");
        await Expect(dashboard.Content).Not.ToContainTextAsync("Ready to accept connections");
    }

    [TestMethod]
    public async Task A_sidecar_is_stopped_and_started_from_the_page()
    {
        var dashboard = await LogInAsync();
        var (redis, tls) = (await _run!.ContainerAsync("redis"), dashboard.Resource("Sidecar", "redis-tls"));

        await dashboard.CallAsync(tls, "Stop");
        await Expect(DashboardPage.State(tls)).ToContainTextAsync("Exited");
        await dashboard.CallAsync(tls, "Start");
        await Expect(DashboardPage.State(tls)).ToContainTextAsync("Running");

        (await _run.ContainerAsync("redis")).Should().Be(redis);
    }

    [TestMethod]
    public async Task Another_image_tag_replaces_only_this_container()
    {
        var (front, tail) = (await _run!.ContainerAsync("api-front"), await _run.ContainerAsync("api-tail"));
        var tailId = await TestEngine.RunAsync("inspect", "--format", "{{.Id}}", tail);
        var dashboard = await LogInAsync();

        await ChangeTagAsync(dashboard, "no-such-tag");
        await Expect(dashboard.Page.GetByText("ASPIRESIDECAR").First).ToBeVisibleAsync();
        (await TestEngine.RunAsync("inspect", "--format", "{{.Id}}", tail)).Should().Be(tailId, "the old one runs on");
        await dashboard.OpenAsync("/");
        await ChangeTagAsync(dashboard, OtherTag);
        await Expect(dashboard.Page.GetByText("api-tail \"Change image tag\" succeeded").First).ToBeVisibleAsync();

        await Expect(DashboardPage.Source(dashboard.Resource("Sidecar", "api-tail"))).ToContainTextAsync($"{TestEngine.Image}:{OtherTag}");
        await Expect(DashboardPage.State(dashboard.Resource("Sidecar", "api-tail"))).ToContainTextAsync("Running");
        (await TestEngine.RunAsync("inspect", "--format", "{{.Id}}", await _run.ContainerAsync("api-tail"))).Should().NotBe(tailId);
        (await _run.ContainerAsync("api-front")).Should().Be(front);
    }

    private static async Task ChangeTagAsync(DashboardPage dashboard, string tag)
    {
        await dashboard.CallAsync(dashboard.Resource("Sidecar", "api-tail"), "Change image tag");
        var dialog = dashboard.Page.Locator("fluent-dialog");
        await dialog.Locator("input").First.FillAsync(tag);
        await dialog.Locator("fluent-button", new() { HasText = "Change image tag" }).ClickAsync();
    }

    private static Task<DashboardPage> LogInAsync() => DashboardPage.LogInAsync(_browser!, _login);
}
