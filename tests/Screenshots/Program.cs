using Testing;
using Microsoft.Playwright;
using Screenshots;

if (args is not [var login, var folder] || !Uri.TryCreate(login, UriKind.Absolute, out var loginUrl))
{
    Console.Error.WriteLine("Give the login URL that the AppHost prints, and the folder for the pictures.");
    return 1;
}

if (DashboardBrowser.MissingReason is { } reason)
{
    Console.Error.WriteLine(reason);
    return 1;
}

Directory.CreateDirectory(folder);
await using var browser = await DashboardBrowser.LaunchAsync();
foreach (var isDark in (bool[])[false, true])
{
    var page = await browser.OpenAsync(isDark: isDark);
    await page.GotoAsync(login);
    foreach (var shot in Shot.All)
    {
        await TakeAsync(page, shot, isDark ? "dark" : "light");
    }
}

var narrow = await browser.OpenAsync(width: 420, height: 760);
await narrow.GotoAsync(login);
await TakeAsync(narrow, new Shot("narrow", ""), "light");
return browser.Complaints.IsEmpty ? 0 : Complain();

async Task TakeAsync(IPage page, Shot shot, string theme)
{
    await page.GotoAsync(new Uri(loginUrl, $"/{shot.Path}").ToString());
    await page.Locator("h1").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
    foreach (var selector in shot.Clicks)
    {
        await page.Locator(selector).First.ClickAsync();
    }

    // Pages take up changes four times in a second, and a picture in between has half of one.
    await page.WaitForTimeoutAsync(1_500);
    await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{shot.Name}-{theme}.png") });
    Console.WriteLine($"{shot.Name}-{theme}.png");
}

int Complain()
{
    foreach (var complaint in browser.Complaints)
    {
        Console.Error.WriteLine(complaint);
    }

    return 1;
}
