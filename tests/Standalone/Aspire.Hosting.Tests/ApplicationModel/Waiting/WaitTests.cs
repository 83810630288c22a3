using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.ApplicationModel.Resources;

namespace Aspire.Hosting.Tests.ApplicationModel.Waiting;

[TestClass]
public sealed class WaitTests
{
    private readonly IDistributedApplicationBuilder _builder = TestModel.CreateBuilder();

    [TestMethod]
    public void A_wait_is_an_annotation_and_a_relationship()
    {
        var db = _builder.AddContainer("db", "image");
        var api = _builder.AddContainer("api", "image").WaitFor(db, WaitBehavior.StopOnResourceUnavailable).WaitForStart(db).WaitForCompletion(db, exitCode: 2);

        api.Resource.Annotations.OfType<WaitAnnotation>().Select(wait => (wait.Resource, wait.WaitType, wait.WaitBehavior, wait.ExitCode)).Should().Equal(
            (db.Resource, WaitType.WaitUntilHealthy, WaitBehavior.StopOnResourceUnavailable, 0),
            (db.Resource, WaitType.WaitUntilStarted, null, 0),
            (db.Resource, WaitType.WaitForCompletion, null, 2));
        api.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Should().HaveCount(3).And.OnlyContain(relationship => relationship.Type == "WaitFor");
    }

    [TestMethod]
    public void Waiting_for_a_child_is_waiting_for_its_parent_first()
    {
        var server = _builder.AddResource(new TestResource("server"));
        var database = _builder.AddResource(new TestChildResource("database", server.Resource));
        var api = _builder.AddContainer("api", "image").WaitFor(database);

        api.Resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name).Should().Equal("server", "database");
        api.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Should().ContainSingle().Which.Resource.Should().BeSameAs(database.Resource);
    }

    [TestMethod]
    public void A_resource_does_not_wait_for_itself()
    {
        var api = _builder.AddContainer("api", "image");

        api.Invoking(a => a.WaitFor(a)).Should().Throw<DistributedApplicationException>().WithMessage("The 'api' resource cannot wait for itself.");
        api.Invoking(a => a.WaitForCompletion(a)).Should().Throw<DistributedApplicationException>().WithMessage("The 'api' resource cannot wait for itself.");
    }

    [TestMethod]
    public void A_child_does_not_wait_for_its_parent()
    {
        var server = _builder.AddResource(new TestResource("server"));
        var database = _builder.AddResource(new TestChildResource("database", server.Resource));

        database.Invoking(d => d.WaitForStart(server)).Should().Throw<DistributedApplicationException>()
            .WithMessage("The 'database' resource cannot wait for its parent 'server'.");
    }
}
