using Aspire.Hosting.Sidecar.References;

namespace Aspire.Hosting.Sidecar.Docker.Tests;

[TestClass]
public sealed class ReferenceTests
{
    [TestMethod]
    public async Task Text_around_a_reference_stays_as_it_is()
    {
        var file = await PublishClientAsync(endpoint => ReferenceExpression.Create($"{{\"a\": \"{endpoint}\", \"b\": {{}} }} 100% {{0}} {endpoint.Property(EndpointProperty.Port)}"));

        file.Should().Contain("""VALUE: "{\"a\": \"http://api:9090\", \"b\": {} } 100% {0} 9090" """.TrimEnd());
    }

    [TestMethod]
    public async Task Formats_of_values_are_kept()
    {
        var address = new ReachableAddress("http", "api", Endpoint("proxy", 9090));
        var expression = ReferenceExpression.Create($"x={Endpoint("proxy", 9090):uri}");

        var rewritten = (ReferenceExpression)new ReferenceRewriter(_ => address).Rewrite(expression);

        rewritten.StringFormats.Should().Equal("uri");
        rewritten.Format.Should().Be("x={0}");
        (await rewritten.GetValueAsync(CancellationToken.None)).Should().Be("x=http%3A%2F%2Fapi%3A9090");
    }

    [TestMethod]
    public void A_value_in_which_nothing_changes_is_the_same_object()
    {
        var endpoint = Endpoint("proxy", 9090);
        object[] values = ["text", endpoint, endpoint.Property(EndpointProperty.Host), ReferenceExpression.Create($"a{endpoint}b"), 5];
        var rewriter = new ReferenceRewriter(_ => null);

        values.Select(rewriter.Rewrite).Zip(values).Should().OnlyContain(pair => ReferenceEquals(pair.First, pair.Second));
    }

    [TestMethod]
    public async Task Both_branches_of_a_conditional_are_rewritten()
    {
        var publication = await ComposePublication.CreateAsync(builder =>
        {
            var endpoint = AddProxy(builder);
            var flag = builder.AddParameter("flag", "on");
            builder.AddContainer("client", "example/client", "1")
                .WithEnvironment("A", ReferenceExpression.CreateConditional(flag.Resource, "on", ReferenceExpression.Create($"yes {endpoint}"), ReferenceExpression.Create($"no")))
                .WithEnvironment("B", ReferenceExpression.CreateConditional(flag.Resource, "off", ReferenceExpression.Create($"yes"), ReferenceExpression.Create($"no {endpoint}")));
        });

        publication["docker-compose.yaml"].Should().Contain("A: \"yes http://api:9090\"").And.Contain("B: \"no http://api:9090\"");
    }

    [TestMethod]
    [DataRow(EndpointProperty.Url, "http://api:9090")]
    [DataRow(EndpointProperty.Host, "api")]
    [DataRow(EndpointProperty.IPV4Host, "api")]
    [DataRow(EndpointProperty.Port, "9090")]
    [DataRow(EndpointProperty.TargetPort, "9090")]
    [DataRow(EndpointProperty.HostAndPort, "api:9090")]
    [DataRow(EndpointProperty.Scheme, "http")]
    public async Task Every_property_of_an_endpoint_is_that_of_the_main(EndpointProperty property, string expected)
    {
        var file = await PublishClientAsync(endpoint => ReferenceExpression.Create($"{endpoint.Property(property)}"));

        file.Should().Contain($"VALUE: \"{expected}\"");
    }

    [TestMethod]
    public async Task References_within_arguments_are_rewritten()
    {
        var publication = await ComposePublication.CreateAsync(builder =>
        {
            var endpoint = AddProxy(builder);
            builder.AddContainer("client", "example/client", "1").WithArgs("--url", endpoint).WithArgs(context => context.Args.Add(ReferenceExpression.Create($"--host={endpoint.Property(EndpointProperty.Host)}")));
        });

        publication["docker-compose.yaml"].Should().Contain("- \"http://api:9090\"").And.Contain("- \"--host=api\"");
    }

    [TestMethod]
    public async Task References_of_siblings_are_at_localhost()
    {
        var publication = await ComposePublication.CreateAsync(builder =>
        {
            var api = builder.AddContainer("api", "example/api", "1").WithSidecar("proxy", "example/proxy", "1", proxy => proxy.WithHttpEndpoint(targetPort: 9090));
            api.WithSidecar("agent", "example/agent", "1", agent => agent.WithEnvironment("PROXY", api.GetSidecarEndpoint("proxy", "http")));
        });

        publication["docker-compose.yaml"].Should().Contain("PROXY: \"http://localhost:9090\"");
    }

    [TestMethod]
    public async Task A_reference_to_a_program_names_consumer_and_program()
    {
        var publish = () => ComposePublication.CreateAsync(builder =>
        {
            AddProxy(builder);
            var tool = builder.AddExecutable("tool", "bash", ".").WithHttpEndpoint();
            builder.AddContainer("client", "example/client", "1").WithEnvironment("TOOL", tool.GetEndpoint("http"));
        });

        (await publish.Should().ThrowAsync<Exception>()).WithMessage("*ASPIRESIDECAR055: 'client' refers to an endpoint of 'tool'*");
    }

    [TestMethod]
    public async Task A_reference_to_what_is_left_out_names_consumer_and_sidecar()
    {
        var publish = () => ComposePublication.CreateAsync(builder =>
        {
            var api = builder.AddContainer("api", "example/api", "1").WithSidecar("debugger", "example/debugger", "1", debugger => debugger.WithHttpEndpoint(targetPort: 99).ExcludeFromManifest());
            api.WithEnvironment("DEBUGGER", api.GetSidecarEndpoint("debugger", "http"));
        });

        (await publish.Should().ThrowAsync<Exception>()).WithMessage("*ASPIRESIDECAR082: 'api' refers to an endpoint of 'api-debugger'*");
    }

    [TestMethod]
    public async Task A_reference_to_a_sidecar_of_another_environment_is_refused()
    {
        var publish = () => Publication.CreateAsync(builder =>
        {
            var east = builder.AddDockerComposeEnvironment("east").WithDashboard(false);
            var west = builder.AddDockerComposeEnvironment("west").WithDashboard(false);
            var endpoint = AddProxy(builder, api => api.WithComputeEnvironment(east));
            builder.AddContainer("client", "example/client", "1").WithComputeEnvironment(west).WithEnvironment("PROXY", endpoint);
        });

        (await publish.Should().ThrowAsync<Exception>()).WithMessage("*ASPIRESIDECAR083: 'client' is published to 'west' and refers to an endpoint of 'api-proxy'*");
    }

    [TestMethod]
    public async Task A_builder_stands_for_its_resource()
    {
        var publication = await ComposePublication.CreateAsync(builder =>
        {
            var password = builder.AddParameter("password", secret: true);
            builder.AddContainer("api", "example/api", "1").WithSidecar("proxy", "example/proxy", "1", proxy => proxy
                .WithArgs("--password", password).WithEnvironment(context => context.EnvironmentVariables["PASSWORD"] = password));
        });

        publication["docker-compose.yaml"].Should().Contain("- \"${PASSWORD}\"").And.Contain("PASSWORD: \"${PASSWORD}\"");
    }

    [TestMethod]
    public async Task What_a_program_says_of_itself_is_meant_for_others()
    {
        var publication = await ComposePublication.CreateAsync(builder =>
        {
            var api = builder.AddContainer("api", "example/api", "1").WithHttpEndpoint(targetPort: 8000)
                .WithSidecar("broker", "example/broker", "1", broker => broker.WithEndpoint(targetPort: 9092, name: "tcp").WithEnvironment("ADVERTISED", broker.GetEndpoint("tcp")));
            api.WithEnvironment("ADVERTISED", api.GetEndpoint("http"));
        });

        publication["docker-compose.yaml"].Should().Contain("ADVERTISED: \"tcp://api:9092\"").And.Contain("ADVERTISED: \"http://api:8000\"");
    }

    [TestMethod]
    public async Task A_project_without_a_certificate_has_no_https_address_in_the_pod()
    {
        var publication = await ComposePublication.CreateAsync(builder => builder.AddProject<WebProject>("web")
            .WithSidecar("proxy", "example/proxy", "1")
            .WithSidecar("first", (application, name) => application.AddProject<WebProject>(name).WithStartOrder(SidecarStartOrder.BeforeMain)));

        publication["docker-compose.yaml"].Should().Contain("SIDECAR_MAIN_HTTP:").And.Contain("SIDECAR_FIRST_HTTP:").And.NotContain("_HTTPS").And.NotContain("https:");
    }

    private static async Task<string> PublishClientAsync(Func<EndpointReference, ReferenceExpression> value) => (await ComposePublication.CreateAsync(builder =>
        builder.AddContainer("client", "example/client", "1").WithEnvironment("VALUE", value(AddProxy(builder)))))["docker-compose.yaml"];

    private static EndpointReference AddProxy(IDistributedApplicationBuilder builder, Action<IResourceBuilder<ContainerResource>>? configure = null)
    {
        var api = builder.AddContainer("api", "example/api", "1").WithSidecar("proxy", "example/proxy", "1", proxy => proxy.WithHttpEndpoint(targetPort: 9090));
        configure?.Invoke(api);
        return api.GetSidecarEndpoint("proxy", "http");
    }

    private static EndpointReference Endpoint(string name, int port)
    {
        var resource = new ContainerResource(name);
        var endpoint = new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, uriScheme: "http", name: "http", targetPort: port);
        resource.Annotations.Add(endpoint);
        return new(resource, endpoint);
    }
}
