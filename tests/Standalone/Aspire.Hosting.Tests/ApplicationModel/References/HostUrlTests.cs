using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.References;

[TestClass]
public sealed class HostUrlTests
{
    [TestMethod]
    [DataRow("http://localhost:4317", "http://aspire.dev.internal:4317")]
    [DataRow("http://127.0.0.1:4317/", "http://aspire.dev.internal:4317/")]
    [DataRow("http://elsewhere.example:4317", "http://elsewhere.example:4317")]
    public async Task A_container_gets_a_name_for_the_machine(string url, string expected)
    {
        var builder = TestModel.CreateBuilder();
        var container = builder.AddContainer("web", "image").WithEnvironment("URL", new HostUrl(url));
        await using var application = builder.Build();

        (await container.GetEnvironmentAsync()).Should().Contain("URL", expected);
    }

    [TestMethod]
    public async Task A_process_gets_the_URL_as_it_is()
    {
        var process = TestModel.CreateBuilder().AddExecutable("tool", "tool", ".").WithEnvironment("URL", new HostUrl("http://localhost:4317"));

        (await process.GetEnvironmentAsync()).Should().Contain("URL", "http://localhost:4317");
    }

    [TestMethod]
    public async Task A_URL_of_a_resource_is_seen_as_that_resource_is()
    {
        var builder = TestModel.CreateBuilder();
        var network = KnownNetworkIdentifiers.DefaultAspireContainerNetwork;
        var service = builder.AddExecutable("service", "tool", ".").WithHttpEndpoint(port: 5001);
        var endpoint = service.GetEndpoint("http").EndpointAnnotation;
        endpoint.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(network, new AllocatedEndpoint(endpoint, "aspire.dev.internal", 6001, EndpointBindingMode.SingleAddress, networkId: network));
        var container = builder.AddContainer("web", "image").WithEnvironment("URL", new HostUrl("http://localhost:5001/x"));
        await using var application = builder.Build();

        (await container.GetEnvironmentAsync()).Should().Contain("URL", "http://aspire.dev.internal:6001/x");
        (await container.Resource.GetResourceDependenciesAsync(builder.ExecutionContext)).Should().Equal(service.Resource);
    }
}
