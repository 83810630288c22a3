namespace Aspire.Hosting.Sidecar.Tests.Applying;

[TestClass]
public class LocalReferencesTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public async Task Members_of_one_network_see_each_other_at_localhost_whatever_refers_to_them()
    {
        var api = _builder.AddContainer("api", "image").WithHttpEndpoint(targetPort: 8080, name: "http")
            .WithSidecar("cache", (b, n) => b.AddContainer(n, "image").WithEndpoint(targetPort: 6379, scheme: "redis", name: "tcp"))
            .WithSidecar("probe", (b, n) => b.AddContainer(n, "image"));
        var (cache, probe) = (api.GetSidecarEndpoint("cache", "tcp"), api.GetSidecar("probe"));
        var connection = _builder.AddConnectionString("both", ReferenceExpression.Create($"{cache.Property(EndpointProperty.HostAndPort)},{api.GetEndpoint("http")}"));
        _builder.CreateResourceBuilder((ContainerResource)probe.Resource)
            .WithReference(connection)
            .WithReference(api.GetEndpoint("http"))
            .WithEnvironment("CACHE", cache)
            .WithArgs("--cache", cache.Property(EndpointProperty.Host), api.GetEndpoint("http").Property(EndpointProperty.IPV4Host));
        api.WithEnvironment("CACHE", ReferenceExpression.Create($"{{{cache}}}"));
        using var application = await _builder.CompleteAsync();

        var variables = await probe.Resource.EnvironmentAsync(application);

        (await TextAsync(variables["CACHE"])).Should().Be("redis://localhost:6379");
        (await TextAsync(variables["ConnectionStrings__both"])).Should().Be("localhost:6379,http://localhost:8080");
        (await TextAsync(variables["services__api__http__0"])).Should().Be("http://localhost:8080");
        (await TextAsync(variables["SIDECAR_MAIN_HTTP"])).Should().Be("http://localhost:8080");
        (await TextAsync((await api.Resource.EnvironmentAsync(application))["CACHE"])).Should().Be("{redis://localhost:6379}");
        (await ArgumentsAsync(probe.Resource)).Should().Equal("--cache", "localhost", "127.0.0.1");
    }

    [TestMethod]
    public async Task What_is_outside_the_network_stays_as_it_is()
    {
        var other = _builder.AddContainer("other", "image").WithHttpEndpoint(targetPort: 80, name: "http");
        var api = _builder.AddContainer("api", "image").WithHttpEndpoint(targetPort: 8080, name: "http")
            .WithSidecar("own", (b, n) => b.AddContainer(n, "image").WithHttpEndpoint(targetPort: 8081, name: "http"))
            .WithSidecar("joined", (b, n) => b.AddContainer(n, "image"));
        _builder.CreateResourceBuilder((ContainerResource)api.GetSidecar("own").Resource).WithNetworkSharing(SidecarNetwork.Separate);
        api.WithEnvironment("SELF", api.GetEndpoint("http"))
            .WithEnvironment("OTHER", other.GetEndpoint("http"))
            .WithEnvironment("OWN", api.GetSidecarEndpoint("own", "http"));
        using var application = await _builder.CompleteAsync();

        var variables = await api.Resource.EnvironmentAsync(application);

        variables["SELF"].Should().BeOfType<EndpointReference>();
        variables["OTHER"].Should().BeOfType<EndpointReference>();
        variables["OWN"].Should().BeOfType<EndpointReference>();
    }

    private static async Task<string?[]> ArgumentsAsync(IResource resource)
    {
        List<object> arguments = [];
        var context = new CommandLineArgsCallbackContext(arguments, resource);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return await Task.WhenAll(arguments.Select(TextAsync));
    }

    private static async Task<string?> TextAsync(object value) =>
        value is IValueProvider provider ? await provider.GetValueAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(5)) : value.ToString();
}
