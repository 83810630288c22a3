using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Processes;

namespace Aspire.Hosting.Tests.Orchestrator;

[TestClass]
public sealed class UrlTests
{
    [TestMethod]
    public async Task Urls_of_callbacks_are_completed_with_the_address_of_their_endpoint()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("web", "wait")
            .WithHttpEndpoint()
            .WithUrlForEndpoint("http", url =>
            {
                url.DisplayText = "Shop";
                url.Url = "/shop";
            })
            .WithUrl("https://example.com/docs", "Docs"));

        var urls = app.Snapshot("web").Urls;

        urls.Should().Contain(url => url.Url.StartsWith("http://localhost:") && url.Url.EndsWith("/shop") && url.DisplayProperties.DisplayName == "Shop");
        urls.Should().Contain(url => url.Url == "https://example.com/docs" && url.DisplayProperties.DisplayName == "Docs");
    }

    [TestMethod]
    public async Task Urls_of_endpoints_cannot_be_opened_after_the_end()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("web", "exit", "0").WithHttpEndpoint());

        var snapshot = await app.WaitForStateAsync("web", KnownResourceStates.Finished);

        snapshot.Urls.Should().ContainSingle().Which.IsInactive.Should().BeTrue();
    }

    [TestMethod]
    public async Task Failing_callback_is_logged_and_the_resource_runs()
    {
        await using var app = await RunningApplication.StartAsync(
            builder => builder.AddDummy("web", "wait").WithHttpEndpoint().WithUrls(_ => throw new InvalidOperationException("no urls")));

        app.Snapshot("web").State!.Text.Should().Be(KnownResourceStates.Running);
        (await app.LogAsync("web")).Should().Contain(line => line.Content.Contains("no urls"));
    }
}
