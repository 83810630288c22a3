using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.ApplicationModel.Resources;

namespace Aspire.Hosting.Tests.ApplicationModel.Environment;

[TestClass]
public sealed class ResourceDependencyTests
{
    [TestMethod]
    public async Task Dependencies_come_from_environment_arguments_waits_and_parents()
    {
        var builder = TestModel.CreateBuilder();
        var parameter = builder.AddParameter("key");
        var web = builder.AddContainer("web", "image").WithHttpEndpoint(targetPort: 80).WithEnvironment("KEY", parameter);
        var first = builder.AddContainer("first", "image");
        var server = builder.AddResource(new TestResource("server"));
        var child = builder.AddResource(new TestChildResource("child", server.Resource))
            .WithArgs("--url", web.GetEndpoint("http"))
            .WaitFor(first);
        var context = builder.ExecutionContext;

        var direct = await child.Resource.GetResourceDependenciesAsync(context, ResourceDependencyDiscoveryMode.DirectOnly);
        var all = await child.Resource.GetResourceDependenciesAsync(context);

        direct.Select(resource => resource.Name).Should().BeEquivalentTo("web", "first", "server");
        all.Select(resource => resource.Name).Should().BeEquivalentTo("web", "first", "server", "key");
    }

    [TestMethod]
    public async Task A_cycle_does_not_include_the_resource_itself()
    {
        var builder = TestModel.CreateBuilder();
        var a = builder.AddContainer("a", "image").WithHttpEndpoint(targetPort: 80);
        var b = builder.AddContainer("b", "image").WithHttpEndpoint(targetPort: 80).WithEnvironment("A", a.GetEndpoint("http"));
        a.WithEnvironment("B", b.GetEndpoint("http"));

        (await a.Resource.GetResourceDependenciesAsync(builder.ExecutionContext)).Should().Equal(b.Resource);
    }
}
