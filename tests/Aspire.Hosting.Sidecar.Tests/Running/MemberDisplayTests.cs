using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Running;
using Aspire.Hosting.Sidecar.Running.Images;

namespace Aspire.Hosting.Sidecar.Tests.Running;

[TestClass]
public sealed class MemberDisplayTests
{
    private readonly ContainerResource _container = new("api-proxy");

    public MemberDisplayTests() => _container.Annotations.Add(new ContainerImageAnnotation { Image = "example/proxy", Tag = "1.2" });

    [TestMethod]
    public void Limits_are_shown()
    {
        _container.Annotations.Add(new ResourceLimitsAnnotation(0.25, 64 << 20, null));

        Values(MemberDisplay.Complete(_container, Snapshot())).Should().Equal(
            new Dictionary<string, object?> { ["container.limit.cpus"] = "0.25", ["container.limit.memory"] = "64 MiB" });
    }

    [TestMethod]
    public void Nothing_is_published_twice()
    {
        _container.Annotations.Add(new ResourceLimitsAnnotation(0.25, 64 << 20, 32));
        var complete = MemberDisplay.Complete(_container, Snapshot());

        MemberDisplay.Complete(_container, complete).Should().BeSameAs(complete);
    }

    [TestMethod]
    public void A_changed_image_is_shown_in_its_place_and_not_among_the_arguments()
    {
        ChangeableImage image = new(_container, new("example/proxy", "1.2"), new() { Name = "tag", InputType = InputType.Text });
        image.Use(new("example/proxy", "1.3"));
        _container.Annotations.Add(image);

        var shown = Values(MemberDisplay.Complete(_container, Snapshot(
            new("container.image", "example/proxy:1.2"),
            new("container.args", ImmutableArray.Create("example/proxy:1.3", "serve")) { IsSensitive = true },
            new("resource.appArgs", ImmutableArray.Create("example/proxy:1.3", "serve")),
            new("resource.appArgsSensitivity", ImmutableArray.Create(0, 1)))));

        shown["container.image"].Should().Be("example/proxy:1.3");
        shown["container.args"].Should().BeEquivalentTo((string[])["serve"]);
        shown["resource.appArgs"].Should().BeEquivalentTo((string[])["serve"]);
        shown["resource.appArgsSensitivity"].Should().BeEquivalentTo((int[])[1]);
    }

    private static CustomResourceSnapshot Snapshot(params ImmutableArray<ResourcePropertySnapshot> properties) =>
        new() { ResourceType = "Sidecar", Properties = properties };

    private static Dictionary<string, object?> Values(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.ToDictionary(property => property.Name, property => property.Value);
}
