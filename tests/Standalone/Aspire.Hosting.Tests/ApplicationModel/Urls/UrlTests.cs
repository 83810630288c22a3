using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Urls;

[TestClass]
public sealed class UrlTests
{
    private readonly IResourceBuilder<ContainerResource> _api = TestModel.CreateBuilder().AddContainer("api", "image").WithHttpEndpoint(targetPort: 80).Allocate("http", 1234);

    [TestMethod]
    public async Task An_absolute_URL_is_added_and_a_relative_one_applied()
    {
        _api.WithUrl("https://docs.example", "Docs").WithUrl("/admin", "Admin");

        (await GetUrlsAsync()).Should().Equal(("http://localhost:1234/admin", "Admin"));
        _api.Resource.TryGetUrls(out var added).Should().BeTrue();
        added!.Single().Should().BeEquivalentTo(new { Url = "https://docs.example", DisplayText = "Docs" });
    }

    [TestMethod]
    public async Task A_URL_can_have_values_in_it()
    {
        _api.WithUrl($"{_api.GetEndpoint("http")}/health", "Health");

        (await GetUrlsAsync()).Should().Equal(("http://localhost:1234", null), ("http://localhost:1234/health", "Health"));
    }

    [TestMethod]
    public async Task The_URL_of_an_endpoint_can_be_changed_and_another_one_shown()
    {
        _api.WithUrlForEndpoint("HTTP", url => url.DisplayText = "Web")
            .WithUrlForEndpoint("http", endpoint => new ResourceUrlAnnotation { Url = "/metrics", DisplayText = endpoint.EndpointName })
            .WithUrlForEndpoint("missing", url => url.DisplayText = "never");

        (await GetUrlsAsync()).Should().Equal(("http://localhost:1234", "Web"), ("/metrics", "http"));
    }

    private async Task<IEnumerable<(string Url, string? DisplayText)>> GetUrlsAsync()
    {
        var context = new ResourceUrlsCallbackContext(
            _api.ApplicationBuilder.ExecutionContext,
            _api.Resource,
            [new ResourceUrlAnnotation { Url = "http://localhost:1234", Endpoint = _api.GetEndpoint("http") }]);
        foreach (var callback in _api.Resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
        {
            await callback.Callback(context);
        }

        return context.Urls.Select(url => (url.Url, url.DisplayText));
    }
}
