using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.ApplicationModel.Resources;

namespace Aspire.Hosting.Tests.ApplicationModel.Environment;

[TestClass]
public sealed class EnvironmentTests
{
    [TestMethod]
    public async Task Callbacks_run_in_order_and_the_last_value_wins()
    {
        var api = TestModel.CreateBuilder().AddContainer("api", "image")
            .WithEnvironment("A", "1")
            .WithEnvironment(context => context.EnvironmentVariables["B"] = $"{context.EnvironmentVariables["A"]}!")
            .WithEnvironment("A", () => "2")
            .WithEnvironment(async context =>
            {
                await Task.Yield();
                context.EnvironmentVariables["C"] = context.EnvironmentVariables["A"] is "2" ? "seen" : "not seen";
            });

        var environment = await api.GetEnvironmentAsync();

        environment.Should().Equal(new Dictionary<string, string> { ["A"] = "2", ["B"] = "1!", ["C"] = "seen" });
    }

    [TestMethod]
    public async Task A_null_text_makes_an_empty_variable()
        => (await TestModel.CreateBuilder().AddContainer("api", "image").WithEnvironment("EMPTY", (string?)null).GetEnvironmentAsync()).Should().Contain("EMPTY", "");

    [TestMethod]
    public async Task Values_of_every_kind_are_resolved()
    {
        var builder = TestModel.CreateBuilder();
        builder.Configuration["Parameters:key"] = "k&y";
        var key = builder.AddParameter("key");
        var server = builder.AddResource(new TestServerResource("db") { ConnectionString = "Host=db" }).WithImage("db");
        var web = builder.AddContainer("web", "image").WithHttpEndpoint(targetPort: 80).Allocate("http", 1234);
        var external = builder.AddExternalService("shop", "https://shop.example/");
        var api = builder.AddResource(new TestResource("api"))
            .WithEnvironment("PARAMETER", key)
            .WithEnvironment("CONNECTION", server)
            .WithEnvironment("ENDPOINT", web.GetEndpoint("http"))
            .WithEnvironment("PORT", web.GetEndpoint("http").Property(EndpointProperty.Port))
            .WithEnvironment("EXTERNAL", external)
            .WithEnvironment("TEXT", $"{web.GetEndpoint("http")}/?key={key:uri}")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["BUILDER"] = key;
                context.EnvironmentVariables["NUMBER"] = 42;
            });

        var environment = await api.GetEnvironmentAsync();

        environment.Should().Equal(new Dictionary<string, string>
        {
            ["PARAMETER"] = "k&y",
            ["CONNECTION"] = "Host=db",
            ["ENDPOINT"] = "http://localhost:1234",
            ["PORT"] = "1234",
            ["EXTERNAL"] = "https://shop.example/",
            ["TEXT"] = "http://localhost:1234/?key=k%26y",
            ["BUILDER"] = "k&y",
            ["NUMBER"] = "42",
        });
        api.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Where(relationship => relationship.Type == "Reference")
            .Select(relationship => relationship.Resource.Name).Distinct().Should().BeEquivalentTo("key", "db", "web", "shop");
    }

    [TestMethod]
    public async Task Publishing_leaves_placeholders()
    {
        var builder = TestModel.CreatePublishBuilder();
        var key = builder.AddParameter("key");
        var web = builder.AddContainer("web", "image").WithHttpEndpoint(targetPort: 80);
        var api = builder.AddContainer("api", "image")
            .WithEnvironment("KEY", key)
            .WithEnvironment("URL", $"{web.GetEndpoint("http")}/v1");

        (await api.GetEnvironmentAsync()).Should().Equal(new Dictionary<string, string> { ["KEY"] = "{key.value}", ["URL"] = "{web.bindings.http.url}/v1" });
    }

    [TestMethod]
    public async Task One_bad_value_does_not_hide_the_others()
    {
        var builder = TestModel.CreateBuilder();
        var api = builder.AddContainer("api", "image")
            .WithEnvironment("FIRST", builder.AddParameter("first"))
            .WithEnvironment("GOOD", "yes")
            .WithEnvironment("SECOND", builder.AddParameter("second"));

        var configuration = await api.BuildConfigurationAsync();

        configuration.EnvironmentVariables.Should().ContainSingle().Which.Key.Should().Be("GOOD");
        configuration.Exception.Should().BeOfType<AggregateException>().Which.InnerExceptions.Should().HaveCount(2).And.AllBeOfType<MissingParameterValueException>();
    }

    [TestMethod]
    public async Task Waiting_for_an_endpoint_ends_with_its_token()
    {
        var builder = TestModel.CreateBuilder();
        var web = builder.AddContainer("web", "image").WithHttpEndpoint(targetPort: 80);
        var api = builder.AddContainer("api", "image").WithEnvironment("URL", web.GetEndpoint("http"));
        using var cancellation = new CancellationTokenSource();

        var configuration = api.BuildConfigurationAsync(cancellation.Token);
        configuration.IsCompleted.Should().BeFalse();
        await cancellation.CancelAsync();

        await configuration.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [TestMethod]
    public async Task References_are_the_values_as_they_were_given()
    {
        var builder = TestModel.CreateBuilder();
        builder.Configuration["Parameters:key"] = "value";
        var key = builder.AddParameter("key");
        var api = builder.AddContainer("api", "image").WithEnvironment("KEY", key).WithEnvironment("TEXT", "text");

        var configuration = await api.BuildConfigurationAsync();

        configuration.References.Should().Equal(key.Resource);
        configuration.EnvironmentVariablesWithUnprocessed.Single(variable => variable.Key == "KEY").Value.Unprocessed.Should().BeSameAs(key.Resource);
    }
}
