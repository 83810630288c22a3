using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.ApplicationModel.Resources;

namespace Aspire.Hosting.Tests.ApplicationModel.References;

[TestClass]
public sealed class ExternalServiceTests
{
    private readonly IDistributedApplicationBuilder _builder = TestModel.CreateBuilder();

    [TestMethod]
    public async Task A_fixed_address_is_found_under_its_scheme()
    {
        var api = _builder.AddResource(new TestResource("api")).WithReference(_builder.AddExternalService("my-shop", "https://shop.example"));

        (await api.GetEnvironmentAsync()).Should().Equal(new Dictionary<string, string>
        {
            ["services__my-shop__https__0"] = "https://shop.example/",
            ["MY_SHOP"] = "https://shop.example/",
        });
    }

    [TestMethod]
    public async Task An_address_in_a_parameter_is_checked_when_it_is_used()
    {
        _builder.Configuration["Parameters:url"] = "not an address";
        var api = _builder.AddResource(new TestResource("api")).WithReference(_builder.AddExternalService("shop", _builder.AddParameter("url")));

        await api.Invoking(a => a.BuildConfigurationAsync()).Should().ThrowAsync<DistributedApplicationException>().WithMessage(
            "The URL parameter 'url' for source resource 'shop' is invalid while configuring target resource 'api': The URL for the external service must be an absolute URI.");
    }

    [TestMethod]
    public async Task An_address_in_a_parameter_is_found_under_its_scheme()
    {
        _builder.Configuration["Parameters:url"] = "http://shop.example/v1";
        var api = _builder.AddResource(new TestResource("api")).WithReference(_builder.AddExternalService("shop", _builder.AddParameter("url")));

        (await api.GetEnvironmentAsync()).Should().Equal(new Dictionary<string, string>
        {
            ["services__shop__http__0"] = "http://shop.example/v1",
            ["SHOP_HTTP"] = "http://shop.example/v1",
        });
    }

    [TestMethod]
    [DataRow("relative", "The URL for the external service must be an absolute URI.")]
    [DataRow("https://a.example/?q=1", "The URI cannot contain a query string.")]
    [DataRow("https://a.example/#f", "The URI cannot contain a fragment.")]
    public void An_address_of_another_kind_is_refused(string url, string rule)
        => _builder.Invoking(b => b.AddExternalService("shop", url)).Should().Throw<ArgumentException>()
            .WithMessage($"The external service URL '{url}' is invalid: {rule}*");

    [TestMethod]
    public void External_services_are_not_published()
        => _builder.AddExternalService("shop", "https://shop.example").Resource.IsExcludedFromPublish().Should().BeTrue();
}
