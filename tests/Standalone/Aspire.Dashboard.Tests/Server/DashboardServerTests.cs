using System.Net;
using System.Net.WebSockets;

namespace Aspire.Dashboard.Tests.Server;

[TestClass]
public sealed class DashboardServerTests
{
    [TestMethod]
    [DataRow("/dashboard.css", "text/css")]
    [DataRow("/dashboard.js", "text/javascript")]
    [DataRow("/favicon.svg", "image/svg+xml")]
    [DataRow("/_framework/blazor.web.js", "text/javascript")]
    [DataRow("/_content/Microsoft.FluentUI.AspNetCore.Components/Microsoft.FluentUI.AspNetCore.Components.lib.module.js", "text/javascript")]
    public async Task Scripts_and_styles_are_served_from_the_assembly(string path, string type)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await dashboard.Browser.GetAsync(path);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be(type);
    }

    [TestMethod]
    public async Task Every_answer_tells_the_browser_what_not_to_do()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: null);

        using var response = await dashboard.Browser.GetAsync("/");

        response.Headers.GetValues("Content-Security-Policy").First().Should().Contain("script-src 'self';").And.Contain("frame-ancestors 'none'");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        response.Headers.GetValues("Referrer-Policy").Should().Equal("same-origin");
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
        response.Headers.Contains("Server").Should().BeFalse();
    }

    [TestMethod]
    public async Task Name_that_only_resolves_to_this_machine_is_refused()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "evil.example" } };

        using var response = await dashboard.Browser.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [TestMethod]
    public async Task Page_of_another_port_cannot_post()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "http://127.0.0.1:1");

        using var response = await dashboard.Browser.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [TestMethod]
    public async Task Page_of_another_port_cannot_connect()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: null);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "http://127.0.0.1:1");

        var connect = () => socket.ConnectAsync(new UriBuilder(dashboard.Address) { Scheme = "ws", Path = "/_blazor" }.Uri, CancellationToken.None);

        await connect.Should().ThrowAsync<WebSocketException>().WithMessage("*403*");
    }

    [TestMethod]
    public async Task Connection_of_a_page_needs_the_login()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await dashboard.Browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }
}
