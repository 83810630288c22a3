using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Projects;

[TestClass]
public sealed class ProjectEnvironmentTests
{
    private const string Settings = """
        { "profiles": { "https": { "commandName": "Project", "applicationUrl": "https://localhost:7001;http://0.0.0.0:5001" } } }
        """;

    [TestMethod]
    public async Task A_project_is_told_where_to_listen()
    {
        using var files = new TestProject(Settings);
        var project = TestModel.CreateBuilder().AddProject("api", files.ProjectPath).Allocate("https", 7001, targetPort: 50001).Allocate("http", 5001, targetPort: 50002);

        var environment = await project.GetEnvironmentAsync();

        environment.Should().Contain("ASPNETCORE_URLS", "https://localhost:50001;http://0.0.0.0:50002").And.Contain("ASPNETCORE_HTTPS_PORT", "7001");
        environment.Should().Contain("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory")
            .And.Contain("LOGGING__CONSOLE__FORMATTERNAME", "simple")
            .And.Contain("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION", "true");
        environment.Should().NotContainKeys("HTTP_PORTS", "ASPNETCORE_FORWARDEDHEADERS_ENABLED");
    }

    [TestMethod]
    public async Task An_address_of_the_application_wins()
    {
        using var files = new TestProject(Settings);
        var project = TestModel.CreateBuilder().AddProject("api", files.ProjectPath).WithEnvironment("ASPNETCORE_URLS", "http://own:1").Allocate("https", 7001).Allocate("http", 5001);

        (await project.GetEnvironmentAsync()).Should().Contain("ASPNETCORE_URLS", "http://own:1");
    }

    [TestMethod]
    public async Task Endpoints_can_be_kept_out()
    {
        using var files = new TestProject(Settings);
        var project = TestModel.CreateBuilder().AddProject("api", files.ProjectPath)
            .WithHttpEndpoint(name: "extra", env: "EXTRA_PORT")
            .WithEndpointsInEnvironment(endpoint => endpoint.Name != "https")
            .Allocate("https", 7001).Allocate("http", 5001, targetPort: 50002).Allocate("extra", 6001, targetPort: 50003);

        var environment = await project.GetEnvironmentAsync();

        environment.Should().Contain("ASPNETCORE_URLS", "http://0.0.0.0:50002").And.Contain("EXTRA_PORT", "50003");
        environment.Should().NotContainKey("ASPNETCORE_HTTPS_PORT");
    }

    [TestMethod]
    public async Task Endpoints_of_appsettings_win_over_the_profile()
    {
        using var files = new TestProject(Settings, """
            { "Kestrel": { "Endpoints": { "Web": { "Url": "http://*:5555" }, "Grpc": { "Url": "https://localhost:5556", "Protocols": "Http2" } } } }
            """);
        var project = TestModel.CreateBuilder().AddProject("api", files.ProjectPath).Allocate("http", 5555, targetPort: 50001).Allocate("https", 5556, targetPort: 50002);

        var environment = await project.GetEnvironmentAsync();

        environment.Should().Contain("Kestrel__Endpoints__http__Url", "http://*:50001").And.Contain("Kestrel__Endpoints__https__Url", "https://localhost:50002");
        environment.Should().NotContainKey("ASPNETCORE_URLS");
        project.GetEndpoint("https").EndpointAnnotation.Transport.Should().Be("http2");
        project.GetEndpoint("http").EndpointAnnotation.Port.Should().Be(5555);
    }

    [TestMethod]
    public async Task A_published_project_listens_on_one_port()
    {
        using var files = new TestProject(Settings);
        var project = TestModel.CreatePublishBuilder().AddProject("api", files.ProjectPath);

        (await project.GetEnvironmentAsync()).Should().Equal(new Dictionary<string, string>
        {
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory",
            ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
            ["HTTP_PORTS"] = "{api.bindings.http.targetPort}",
        });
        project.Resource.GetEndpoints().Select(endpoint => endpoint.EndpointName).Should().Equal("http", "https");
    }

    [TestMethod]
    public async Task Forwarded_headers_can_be_declined()
    {
        using var files = new TestProject(Settings);
        var project = TestModel.CreatePublishBuilder().AddProject("api", files.ProjectPath).DisableForwardedHeaders();

        (await project.GetEnvironmentAsync()).Should().NotContainKey("ASPNETCORE_FORWARDEDHEADERS_ENABLED");
    }

    [TestMethod]
    public void A_project_adds_no_other_resource()
    {
        using var files = new TestProject(Settings);
        var builder = TestModel.CreateBuilder();

        builder.AddProject("api", files.ProjectPath).WithReplicas(3);

        builder.Resources.Should().ContainSingle().Which.GetReplicaCount().Should().Be(3);
    }
}
