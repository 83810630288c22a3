using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.ApplicationModel.Resources;

namespace Aspire.Hosting.Tests.ApplicationModel.References;

[TestClass]
public sealed class ConnectionStringTests
{
    private readonly IDistributedApplicationBuilder _builder = TestModel.CreateBuilder();

    [TestMethod]
    public async Task A_reference_gives_the_connection_string_and_its_parts()
    {
        var server = Server("my-db").WithConnectionProperty("Extra", "more");
        var api = _builder.AddResource(new TestResource("api")).WithReference(server);

        (await api.GetEnvironmentAsync()).Should().Equal(new Dictionary<string, string>
        {
            ["ConnectionStrings__my-db"] = "Host=localhost;Port=15432",
            ["MY_DB_HOST"] = "localhost",
            ["MY_DB_PORT"] = "15432",
            ["MY_DB_EXTRA"] = "more",
        });
    }

    [TestMethod]
    public async Task A_container_gets_the_address_on_the_container_network()
    {
        var web = _builder.AddContainer("web", "image").WithReference(Server("db"), connectionName: "main");

        (await web.GetEnvironmentAsync()).Should().Contain("ConnectionStrings__main", "Host=db.dev.internal;Port=5432").And.Contain("MAIN_HOST", "db.dev.internal");
    }

    [TestMethod]
    public async Task A_resource_can_name_its_variable()
    {
        var server = _builder.AddResource(new TestServerResource("db") { ConnectionString = "x", ConnectionStringEnvironmentVariable = "DATABASE_URL" }).WithImage("db");
        var api = _builder.AddResource(new TestResource("api")).WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString).WithReference(server);

        (await api.GetEnvironmentAsync()).Should().Equal(new Dictionary<string, string> { ["DATABASE_URL"] = "x" });
    }

    [TestMethod]
    public async Task A_missing_connection_string_is_an_error_unless_optional()
    {
        var server = _builder.AddResource(new TestServerResource("db") { ConnectionString = "" }).WithImage("db");
        var flags = ReferenceEnvironmentInjectionFlags.ConnectionString;
        var strict = _builder.AddResource(new TestResource("strict")).WithReferenceEnvironment(flags).WithReference(server);
        var lenient = _builder.AddResource(new TestResource("lenient")).WithReferenceEnvironment(flags).WithReference(server, optional: true);

        (await strict.BuildConfigurationAsync()).Exception!.InnerException.Should().BeOfType<DistributedApplicationException>()
            .Which.Message.Should().Be("The connection string for the resource 'db' is not available.");
        (await lenient.GetEnvironmentAsync()).Should().BeEmpty();
    }

    [TestMethod]
    public async Task A_connection_string_from_configuration_is_a_parameter()
    {
        _builder.Configuration["ConnectionStrings:db"] = "Host=elsewhere";
        var db = _builder.AddConnectionString("db");
        var api = _builder.AddResource(new TestResource("api")).WithReference(db);

        (await api.GetEnvironmentAsync()).Should().Equal(new Dictionary<string, string> { ["ConnectionStrings__db"] = "Host=elsewhere" });
        db.Resource.ValueExpression.Should().Be("{db.connectionString}");
    }

    [TestMethod]
    public async Task A_composed_connection_string_waits_for_what_is_in_it()
    {
        var server = Server("db");
        var composed = _builder.AddConnectionString("composed", ReferenceExpression.Create($"{server};User=me"));

        (await composed.Resource.ConnectionStringExpression.GetValueAsync(default)).Should().Be("Host=localhost;Port=15432;User=me");
        var wait = composed.Resource.Annotations.OfType<WaitAnnotation>().Should().ContainSingle().Subject;
        wait.Resource.Should().BeSameAs(server.Resource);
        wait.WaitType.Should().Be(WaitType.WaitUntilStarted);
    }

    [TestMethod]
    public void Properties_combine_without_regard_to_case()
    {
        var combined = Server("db").Resource.CombineProperties([KeyValuePair.Create("HOST", ReferenceExpression.Create($"other"))]);

        combined.Should().HaveCount(2);
        combined.Single(property => property.Key.Equals("host", StringComparison.OrdinalIgnoreCase)).Value.ValueExpression.Should().Be("other");
    }

    private IResourceBuilder<TestServerResource> Server(string name)
        => _builder.AddResource(new TestServerResource(name)).WithImage("db").WithEndpoint(targetPort: 5432).Allocate("tcp", 15432);
}
