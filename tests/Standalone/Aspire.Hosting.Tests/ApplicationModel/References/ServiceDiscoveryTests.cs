using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.ApplicationModel.Resources;

namespace Aspire.Hosting.Tests.ApplicationModel.References;

[TestClass]
public sealed class ServiceDiscoveryTests
{
    private readonly IDistributedApplicationBuilder _builder = TestModel.CreateBuilder();

    [TestMethod]
    public async Task A_reference_gives_service_discovery_and_endpoint_variables()
    {
        var api = _builder.AddContainer("my-api", "image");
        var source = Service("my-api2").WithHttpEndpoint().WithHttpsEndpoint().WithHttpEndpoint(name: "admin");
        Allocate(source, ("http", 1001), ("https", 1002), ("admin", 1003));
        var consumer = _builder.AddResource(new TestResource("web")).WithReference(source);

        (await consumer.GetEnvironmentAsync()).Should().Equal(new Dictionary<string, string>
        {
            ["MY_API2_HTTP"] = "http://localhost:1001",
            ["services__my-api2__http__0"] = "http://localhost:1001",
            ["MY_API2_HTTPS"] = "https://localhost:1002",
            ["services__my-api2__https__0"] = "https://localhost:1002",
            ["MY_API2_ADMIN"] = "http://localhost:1003",
            ["services__my-api2__admin__0"] = "http://localhost:1003",
        });
        api.Resource.Annotations.OfType<EndpointReferenceAnnotation>().Should().BeEmpty();
    }

    [TestMethod]
    public async Task A_container_sees_the_container_network()
    {
        var source = Service("api").WithHttpEndpoint();
        Allocate(source, ("http", 1001));
        var consumer = _builder.AddContainer("web", "image").WithReference(source);

        (await consumer.GetEnvironmentAsync()).Should().Contain("API_HTTP", "http://aspire.dev.internal:1001");
    }

    [TestMethod]
    public async Task An_endpoint_upgraded_to_TLS_is_found_under_its_scheme()
    {
        var source = Service("api").WithHttpsEndpoint().WithHttpEndpoint().WithEndpoint("http", endpoint => endpoint.UriScheme = "https");
        Allocate(source, ("https", 1001), ("http", 1002));
        var consumer = _builder.AddResource(new TestResource("web")).WithReference(source);

        var environment = await consumer.GetEnvironmentAsync();

        environment.Should().Contain("services__api__https__0", "https://localhost:1001").And.Contain("services__api__https__1", "https://localhost:1002");
        environment.Should().NotContainKey("services__api__http__0");
    }

    [TestMethod]
    public async Task A_name_of_choice_keeps_its_case()
    {
        var source = Service("api").WithHttpEndpoint();
        Allocate(source, ("http", 1001));
        var consumer = _builder.AddResource(new TestResource("web")).WithReference(source, "Backend");

        (await consumer.GetEnvironmentAsync()).Keys.Should().BeEquivalentTo("Backend_HTTP", "services__Backend__http__0");
    }

    [TestMethod]
    public async Task A_reference_to_one_endpoint_leaves_the_others_out()
    {
        var source = Service("api").WithHttpEndpoint().WithHttpEndpoint(name: "admin");
        Allocate(source, ("http", 1001), ("admin", 1002));
        var consumer = _builder.AddResource(new TestResource("web")).WithReference(source.GetEndpoint("admin"));

        (await consumer.GetEnvironmentAsync()).Keys.Should().BeEquivalentTo("API_ADMIN", "services__api__admin__0");
    }

    [TestMethod]
    public async Task An_endpoint_can_opt_out_and_still_be_named()
    {
        var source = Service("api").WithHttpEndpoint().WithHttpEndpoint(name: "admin").WithEndpoint("admin", endpoint => endpoint.ExcludeReferenceEndpoint = true);
        Allocate(source, ("http", 1001), ("admin", 1002));
        var all = _builder.AddResource(new TestResource("web")).WithReference(source);
        var named = _builder.AddResource(new TestResource("web2")).WithReference(source).WithReference(source.GetEndpoint("admin"));

        (await all.GetEnvironmentAsync()).Should().NotContainKey("API_ADMIN");
        (await named.GetEnvironmentAsync()).Should().ContainKeys("API_ADMIN", "API_HTTP");
    }

    [TestMethod]
    [DataRow(ReferenceEnvironmentInjectionFlags.Endpoints, "API_HTTP")]
    [DataRow(ReferenceEnvironmentInjectionFlags.ServiceDiscovery, "services__api__http__0")]
    public async Task The_consumer_chooses_the_kinds_of_variables(ReferenceEnvironmentInjectionFlags flags, string expected)
    {
        var source = Service("api").WithHttpEndpoint();
        Allocate(source, ("http", 1001));
        var consumer = _builder.AddResource(new TestResource("web")).WithReferenceEnvironment(flags).WithReference(source);

        (await consumer.GetEnvironmentAsync()).Keys.Should().Equal(expected);
    }

    [TestMethod]
    public async Task An_address_is_a_reference_too()
    {
        var consumer = _builder.AddResource(new TestResource("web")).WithReference("Git-Hub", new Uri("https://github.example"));

        (await consumer.GetEnvironmentAsync()).Should().Equal(new Dictionary<string, string>
        {
            ["services__Git-Hub__default__0"] = "https://github.example/",
            ["Git_Hub"] = "https://github.example/",
        });
    }

    [TestMethod]
    [DataRow("/relative", "it must be absolute.")]
    [DataRow("https://a.example/?q", "it cannot contain a query string.")]
    [DataRow("https://a.example/#f", "it cannot contain a fragment.")]
    public void An_address_of_another_kind_is_refused(string uri, string rule)
    {
        var consumer = _builder.AddResource(new TestResource("web"));

        consumer.Invoking(c => c.WithReference("a", new Uri(uri, UriKind.RelativeOrAbsolute))).Should().Throw<InvalidOperationException>()
            .WithMessage($"The URI for service reference 'a' is invalid while configuring target resource 'web': {rule}");
    }

    private IResourceBuilder<TestResource> Service(string name) => _builder.AddResource(new TestResource(name));

    private static void Allocate(IResourceBuilder<TestResource> service, params (string Name, int Port)[] endpoints)
    {
        foreach (var (name, port) in endpoints)
        {
            service.Allocate(name, port);
        }
    }
}
