using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.ApplicationModel.Resources;

namespace Aspire.Hosting.Tests.ApplicationModel.Endpoints;

[TestClass]
public sealed class EndpointReferenceTests
{
    private readonly IResourceBuilder<ContainerResource> _web = TestModel.CreateBuilder().AddContainer("web", "image").WithHttpEndpoint(targetPort: 8080);

    [TestMethod]
    [DataRow(EndpointProperty.Url, "http://localhost:1234", "http://web.dev.internal:8080")]
    [DataRow(EndpointProperty.Host, "localhost", "web.dev.internal")]
    [DataRow(EndpointProperty.IPV4Host, "127.0.0.1", "web.dev.internal")]
    [DataRow(EndpointProperty.Port, "1234", "8080")]
    [DataRow(EndpointProperty.HostAndPort, "localhost:1234", "web.dev.internal:8080")]
    [DataRow(EndpointProperty.Scheme, "http", "http")]
    [DataRow(EndpointProperty.TargetPort, "8080", "8080")]
    [DataRow(EndpointProperty.TlsEnabled, "False", "False")]
    public async Task Every_consumer_sees_the_endpoint_from_its_own_network(EndpointProperty property, string fromHost, string fromContainer)
    {
        _web.Allocate("http", 1234);
        var value = _web.GetEndpoint("http").Property(property);
        var process = new ValueProviderContext { Caller = new TestResource("process") };
        var container = new ValueProviderContext { Caller = _web.ApplicationBuilder.AddContainer("other", "image").Resource };

        (await value.GetValueAsync(process)).Should().Be(fromHost);
        (await value.GetValueAsync(container)).Should().Be(fromContainer);
        (await value.GetValueAsync()).Should().Be(fromHost);
        (await value.GetValueAsync(new ValueProviderContext { Network = KnownNetworkIdentifiers.DefaultAspireContainerNetwork })).Should().Be(fromContainer);
    }

    [TestMethod]
    public async Task The_network_of_the_reference_wins_over_that_of_the_consumer()
    {
        _web.Allocate("http", 1234);
        var reference = _web.GetEndpoint("http", KnownNetworkIdentifiers.DefaultAspireContainerNetwork);

        (await reference.GetValueAsync(new ValueProviderContext { Network = KnownNetworkIdentifiers.LocalhostNetwork })).Should().Be("http://web.dev.internal:8080");
        reference.Url.Should().Be("http://web.dev.internal:8080");
    }

    [TestMethod]
    public async Task A_value_is_awaited_until_the_endpoint_is_allocated()
    {
        var value = _web.GetEndpoint("http").GetValueAsync().AsTask();
        value.IsCompleted.Should().BeFalse();

        _web.Allocate("http", 1234);

        (await value).Should().Be("http://localhost:1234");
    }

    [TestMethod]
    public async Task A_wait_ends_with_its_token()
    {
        using var cancellation = new CancellationTokenSource();
        var value = _web.GetEndpoint("http").GetValueAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        await value.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [TestMethod]
    public async Task A_new_allocation_replaces_the_old_one()
    {
        _web.Allocate("http", 1234);
        _web.Allocate("http", 4321);

        (await _web.GetEndpoint("http").GetValueAsync()).Should().Be("http://localhost:4321");
        _web.GetEndpoint("http").Port.Should().Be(4321);
    }

    [TestMethod]
    public void A_reference_can_precede_its_endpoint()
    {
        var reference = _web.GetEndpoint("admin");
        reference.Exists.Should().BeFalse();

        _web.WithHttpEndpoint(name: "admin");

        reference.Exists.Should().BeTrue();
        reference.Scheme.Should().Be("http");
        reference.IsAllocated.Should().BeFalse();
    }

    [TestMethod]
    public void A_missing_endpoint_is_reported_with_those_that_exist()
    {
        _web.WithHttpsEndpoint();

        _web.GetEndpoint("nope").Invoking(reference => reference.Scheme).Should().Throw<InvalidOperationException>()
            .WithMessage("The endpoint `nope` is not defined for the resource `web`. Available endpoints: `http`, `https`.");
        new EndpointReference(new TestResource("none"), "nope").Invoking(reference => reference.Scheme).Should().Throw<InvalidOperationException>()
            .WithMessage("The endpoint `nope` is not defined for the resource `none`. The resource has no endpoints defined.");
        new EndpointReference(_web.Resource, "nope") { ErrorMessage = "Own words" }.Invoking(reference => reference.Scheme).Should().Throw<InvalidOperationException>().WithMessage("Own words");
    }

    [TestMethod]
    public void An_address_that_is_not_known_yet_is_an_error_for_those_who_do_not_wait()
        => _web.GetEndpoint("http").Invoking(reference => reference.Url).Should().Throw<InvalidOperationException>()
            .WithMessage("The endpoint `http` is not allocated for the resource `web`.");

    [TestMethod]
    public void Publishing_knows_bindings()
    {
        var endpoint = _web.GetEndpoint("http");

        ((IManifestExpressionProvider)endpoint).ValueExpression.Should().Be("{web.bindings.http.url}");
        endpoint.Property(EndpointProperty.HostAndPort).ValueExpression.Should().Be("{web.bindings.http.host}:{web.bindings.http.port}");
    }

    [TestMethod]
    [DataRow(true, "rediss")]
    [DataRow(false, "redis")]
    public async Task A_value_can_depend_on_TLS(bool isTls, string expected)
    {
        _web.WithEndpoint("http", endpoint => endpoint.TlsEnabled = isTls);

        (await _web.GetEndpoint("http").GetTlsValue(ReferenceExpression.Create($"rediss"), ReferenceExpression.Create($"redis")).GetValueAsync(default)).Should().Be(expected);
    }
}
