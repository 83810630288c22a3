using System.Net;
using System.Text.RegularExpressions;

namespace Aspire.Dashboard.Tests.Server;

[TestClass]
public sealed partial class BrowserLoginTests
{
    [TestMethod]
    public async Task Stranger_is_sent_to_the_login_page()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await dashboard.Browser.GetAsync("/traces?filter=a");

        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        response.Headers.Location!.PathAndQuery.Should().Be("/login?returnUrl=%2Ftraces%3Ffilter%3Da");
    }

    [TestMethod]
    public async Task Token_is_exchanged_for_a_cookie_and_leaves_the_address()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await dashboard.Browser.GetAsync($"/login?t={RunningDashboard.Token}");

        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().Should().Be("/");
        var cookie = response.Headers.GetValues("Set-Cookie").Should().ContainSingle().Subject;
        cookie.Should().StartWith($"AspireDashboard.{dashboard.Address.Port}=").And.Contain("httponly").And.Contain("samesite=strict").And.NotContain(RunningDashboard.Token);
        using var page = await dashboard.Browser.GetAsync("/");
        page.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [TestMethod]
    [DataRow("wrong")]
    [DataRow("")]
    [DataRow("0123456789abcdef0123456789abcdeF")]
    public async Task Wrong_token_is_refused(string token)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await dashboard.Browser.GetAsync($"/login?t={token}");

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        response.Headers.GetValues("Set-Cookie").Should().NotContain(cookie => cookie.StartsWith("AspireDashboard.", StringComparison.Ordinal));
        (await response.Content.ReadAsStringAsync()).Should().Contain("This is not the token of the running AppHost.");
    }

    [TestMethod]
    [DataRow("/traces", "/traces")]
    [DataRow("//evil.example", "/")]
    [DataRow("/\\evil.example", "/")]
    [DataRow("https://evil.example", "/")]
    public async Task Login_leads_to_no_other_site(string returnUrl, string location)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await dashboard.Browser.GetAsync($"/login?t={RunningDashboard.Token}&returnUrl={Uri.EscapeDataString(returnUrl)}");

        response.Headers.Location!.ToString().Should().Be(location);
    }

    [TestMethod]
    public async Task Form_takes_the_token_only_with_its_antiforgery_token()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var form = await dashboard.Browser.GetStringAsync("/login");
        var fields = new Dictionary<string, string> { ["token"] = RunningDashboard.Token, ["returnUrl"] = "/traces" };

        using var forged = await dashboard.Browser.PostAsync("/login", new FormUrlEncodedContent(fields));
        fields["__RequestVerificationToken"] = AntiforgeryValue().Match(form).Groups[1].Value;
        using var genuine = await dashboard.Browser.PostAsync("/login", new FormUrlEncodedContent(fields));

        forged.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        genuine.Headers.Location!.ToString().Should().Be("/traces");
    }

    [TestMethod]
    public async Task Without_a_token_everyone_is_let_in()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: null);

        using var response = await dashboard.Browser.GetAsync("/");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryValue();
}
