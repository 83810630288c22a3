using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Processes;

namespace Aspire.Hosting.Tests.Orchestrator;

[TestClass]
public sealed class OtherResourceTests
{
    [TestMethod]
    public async Task Parameter_with_a_value_runs()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddParameter("key", "secret value", secret: true));

        var snapshot = app.Snapshot("key");

        snapshot.State!.Text.Should().Be(KnownResourceStates.Running);
        snapshot.Properties.Should().ContainSingle(property => property.Name == "Value" && property.IsSensitive && Equals(property.Value, "secret value"));
    }

    [TestMethod]
    public async Task Parameter_without_a_value_says_so()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddParameter("key"));

        app.Snapshot("key").State!.Text.Should().Be(KnownResourceStates.ValueMissing);
        (await app.LogAsync("key")).Should().Contain(line => line.Content.Contains("key"));
    }

    [TestMethod]
    public async Task Custom_resource_drives_its_own_life()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            var custom = builder.AddResource(new CustomResource("custom")).OnInitializeResource((resource, initialize, _) =>
                initialize.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Running }));
            builder.AddDummy("job", "wait").WaitFor(custom);
        });

        app.Snapshot("custom").State!.Text.Should().Be(KnownResourceStates.Running);
        app.Snapshot("custom").ResourceType.Should().Be(nameof(CustomResource));
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task Child_shows_its_parent()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            var parent = builder.AddDummy("parent", "wait");
            builder.AddDummy("child", "wait").WithParentRelationship(parent);
        });

        var snapshot = app.Snapshot("child");

        snapshot.Properties.ValueOf("resource.parentName").Should().BeOfType<string>().Which.Should().StartWith("parent-");
        snapshot.Relationships.Should().Contain(new RelationshipSnapshot("parent", "Parent"));
    }

    private sealed class CustomResource(string name) : Resource(name), IResourceWithWaitSupport;
}
