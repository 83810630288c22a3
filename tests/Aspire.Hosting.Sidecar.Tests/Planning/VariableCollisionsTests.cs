using System.Collections.Immutable;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Tests.Planning;

[TestClass]
public class VariableCollisionsTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public void A_hyphen_in_a_name_and_one_in_an_endpoint_come_to_one_variable()
    {
        _builder.AddMain().WithSidecar("x", WithEndpoint("y-z")).WithSidecar("x-y", WithEndpoint("z"));

        Errors().Should().Equal(
            "ASPIRESIDECAR070: Endpoint 'y-z' of 'api-x' and Endpoint 'z' of 'api-x-y' would both set the environment variable 'SIDECAR_X_Y_Z' of 'api'. Rename one of them.");
    }

    [TestMethod]
    public void A_short_name_that_is_the_resource_name_of_another_sidecar_is_an_error()
    {
        _builder.AddMain().WithSidecar("x", WithEndpoint("http")).WithSidecar("api-x", WithEndpoint("http"));

        Errors().Should().ContainSingle().Which.Should().Contain("'services__api-x__http'");
    }

    [TestMethod]
    public void A_short_name_of_another_resource_that_the_main_refers_to_is_an_error()
    {
        var cache = TestApplication.Process(_builder, "cache").WithHttpEndpoint();
        _builder.AddMain().WithReference(cache.GetEndpoint("http")).WithSidecar("cache", WithEndpoint("http"));

        Errors().Should().ContainSingle().Which.Should().Contain("Resource 'api-cache' and Resource 'cache' would both set the environment variable 'services__cache__http' of 'api'");
    }

    [TestMethod]
    [DataRow("http", "tcp", "tcp", "tcp", "tcp")]
    [DataRow("https", "http", "http", "http", "http")]
    [DataRow("http", "https", "https", "https", "https")]
    [DataRow("http", "http", "https", "https", null)]
    [DataRow("metrics", "http", "metrics", "tcp", "metrics")]
    [DataRow("metrics", "http", "http", "http", null)]
    public void An_endpoint_that_is_named_http_or_https_goes_by_its_scheme_and_others_by_their_names(string name, string scheme, string otherName, string otherScheme, string? collision)
    {
        var cache = TestApplication.Process(_builder, "cache").WithEndpoint(name: name, scheme: scheme);
        _builder.AddMain().WithReference(cache.GetEndpoint(name)).WithSidecar("cache", (b, n) => TestApplication.Process(b, n).WithEndpoint(name: otherName, scheme: otherScheme));

        Errors().Should().Equal(collision is null
            ? []
            : [$"ASPIRESIDECAR070: Resource 'api-cache' and Resource 'cache' would both set the environment variable 'services__cache__{collision}' of 'api'. Rename one of them."]);
    }

    [TestMethod]
    public void A_volume_and_an_endpoint_can_come_to_one_variable()
    {
        _builder.AddMain().WithSharedVolume("logs-http", "/logs")
            .WithSidecar("volume-logs", (b, n) => WithEndpoint("http")(b, n).WithSharedVolume("logs-http", "/logs"));

        Errors().Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR070: Shared volume 'logs-http' and Endpoint 'http' of 'api-volume-logs' would both set the environment variable 'SIDECAR_VOLUME_LOGS_HTTP' of 'api'");
    }

    [TestMethod]
    public void A_variable_for_a_volume_can_be_one_of_the_pod()
    {
        _builder.AddMain().WithSharedVolume("logs", "/logs")
            .WithSidecar("shipper", (b, n) => TestApplication.Process(b, n).WithSharedVolume("logs", "/logs", configure: volume => volume.EnvironmentVariable = "SIDECAR_NAME"));

        Errors().Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR070: Shared volume 'logs' and The name of the sidecar would both set the environment variable 'SIDECAR_NAME' of 'api-shipper'");
    }

    [TestMethod]
    public void An_endpoint_of_the_main_can_be_called_name()
    {
        _builder.AddMain().WithHttpEndpoint(name: "name").WithSidecar("x", TestApplication.Process);

        Errors().Should().ContainSingle().Which.Should().StartWith(
            "ASPIRESIDECAR070: The name of the main and Endpoint 'name' of 'api' would both set the environment variable 'SIDECAR_MAIN_NAME' of 'api-x'");
    }

    [TestMethod]
    public void An_endpoint_of_which_nobody_is_told_sets_no_variable()
    {
        _builder.AddMain().WithSidecar("x", (b, n) => WithEndpoint("y-z")(b, n).WithEndpoint("y-z", endpoint => endpoint.ExcludeReferenceEndpoint = true)).WithSidecar("x-y", WithEndpoint("z"));

        Errors().Should().BeEmpty();
    }

    [TestMethod]
    public void A_relationship_that_is_no_reference_sets_no_variable()
    {
        var cache = TestApplication.Process(_builder, "cache").WithHttpEndpoint();
        _builder.AddMain().WithRelationship(cache.Resource, "Uses").WithSidecar("cache", WithEndpoint("http"));

        Errors().Should().BeEmpty();
    }

    [TestMethod]
    public void What_is_told_apart_is_fine()
    {
        var other = TestApplication.Process(_builder, "other").WithHttpEndpoint();
        var api = _builder.AddMain().WithHttpEndpoint().WithHttpsEndpoint().WithReference(other.GetEndpoint("http"))
            .WithSharedVolume("logs", "/logs", configure: volume => volume.EnvironmentVariable = "SIDECAR_VOLUME_LOGS")
            .WithSidecar("x", (b, n) => WithEndpoint("http")(b, n).WithHttpsEndpoint().WithEndpoint("metrics", endpoint => endpoint.UriScheme = "http").WithSharedVolume("logs", "/logs"))
            .WithSidecar("x-y", WithEndpoint("http"));
        api.WithReference(api.GetSidecarEndpoint("x", "http"));

        Errors().Should().BeEmpty();
    }

    private static Func<IDistributedApplicationBuilder, string, IResourceBuilder<ExecutableResource>> WithEndpoint(string endpoint) =>
        (builder, name) => TestApplication.Process(builder, name).WithHttpEndpoint(name: endpoint);

    private ImmutableArray<string> Errors() => PodPlanner.Plan(_builder.Resources, new(IsRunMode: true, EngineHasHostNetwork: true)).Errors;
}
