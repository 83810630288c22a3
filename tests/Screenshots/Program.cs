using System.Globalization;
using Screenshots;
using Testing;

if (args is not [var folder])
{
    Console.Error.WriteLine("Give the folder for the pictures.");
    return 1;
}

if (DashboardBrowser.MissingReason is { } reason)
{
    Console.Error.WriteLine(reason);
    return 1;
}

// What the charts show, and a little more.
var minute = TimeSpan.FromSeconds(70);
Directory.CreateDirectory(folder);
await using var browser = await DashboardBrowser.LaunchAsync();

await using (var catalog = AppHostProcess.Start<Projects.Catalog_AppHost>(Projects.Catalog_AppHost.ProjectPath, LaunchProfile(15190, 19190)))
{
    var api = await catalog.WaitForUrlAsync("api");
    await Eventually.AnswerAsync(new Uri(api, "/products?currency=USD"));
    foreach (var product in (string[])["grinder", "kettle", "moka-pot"])
    {
        await Eventually.AnswerAsync(new Uri(api, $"/products/{product}?currency=USD"));
    }

    await Task.Delay(minute);
    await TakeAsync(await catalog.WaitForLoginAsync(), Shot.OfCatalog);
}

await using (var pods = AppHostProcess.Start<Projects.Pods_AppHost>(Projects.Pods_AppHost.ProjectPath, LaunchProfile(15290, 19290)))
{
    await Eventually.AnswerAsync(new Uri(await pods.WaitForUrlAsync("api"), "/visits"));
    await Task.Delay(minute);
    await TakeAsync(await pods.WaitForLoginAsync(), Shot.OfPods);
}

return 0;

async Task TakeAsync(string login, IReadOnlyList<Shot> shots)
{
    foreach (var shot in shots)
    {
        var page = await browser.OpenAsync(isDark: shot.IsDark);
        await page.GotoAsync(login);
        await page.GotoAsync(new Uri(new Uri(login), shot.Path).ToString());
        await page.GetByText(shot.Shows).Locator("visible=true").First.WaitForAsync();
        await shot.Prepare(page);

        // The dashboard draws what it gets in portions, and moves it into place.
        await page.WaitForTimeoutAsync(3_000);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{shot.Name}.png") });
        Console.WriteLine(shot.Name);
        await browser.CloseWindowsAsync();
    }
}

// The ports of the launch profiles, which readers see on their machines too.
static KeyValuePair<string, string>[] LaunchProfile(int dashboard, int otlp) =>
[
    new("DcpPublisher__RandomizePorts", "false"),
    new("ASPNETCORE_URLS", string.Create(CultureInfo.InvariantCulture, $"http://localhost:{dashboard}")),
    new("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", string.Create(CultureInfo.InvariantCulture, $"http://localhost:{otlp}")),
];
