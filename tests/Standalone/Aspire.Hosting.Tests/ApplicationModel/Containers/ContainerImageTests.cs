using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Containers;

[TestClass]
public sealed class ContainerImageTests
{
    private readonly IDistributedApplicationBuilder _builder = TestModel.CreateBuilder();

    [TestMethod]
    [DataRow("redis", "redis:latest")]
    [DataRow("library/redis:8", "library/redis:8")]
    [DataRow("docker.io/library/redis:8", "docker.io/library/redis:8")]
    [DataRow("localhost:5000/redis", "localhost:5000/redis:latest")]
    [DataRow("registry.example/team/redis@sha256:abc", "registry.example/team/redis@sha256:abc")]
    public void An_image_is_taken_apart_and_put_together(string image, string expected)
    {
        _builder.AddContainer("c", image).Resource.TryGetContainerImageName(out var name).Should().BeTrue();

        name.Should().Be(expected);
    }

    [TestMethod]
    public void The_last_setting_wins()
    {
        var container = _builder.AddContainer("c", "redis", "7").WithImageTag("8").WithImageRegistry("registry.example");
        Name(container).Should().Be("registry.example/redis:8");

        Name(container.WithImageSHA256("abc")).Should().Be("registry.example/redis@sha256:abc");
        Name(container.WithImageTag("9")).Should().Be("registry.example/redis:9");
        Name(container.WithImage("valkey")).Should().Be("registry.example/valkey:latest");
        container.Resource.Annotations.OfType<ContainerImageAnnotation>().Should().ContainSingle();
    }

    [TestMethod]
    public void A_tag_is_named_once()
    {
        var container = _builder.AddContainer("c", "redis");

        container.Invoking(c => c.WithImage("redis:8", "8")).Should().Throw<InvalidOperationException>()
            .WithMessage("Ambiguous tags - a tag was provided on both the 'tag' and 'image' parameters");
        container.Invoking(c => c.WithImage("redis@sha256:abc", "8")).Should().Throw<ArgumentOutOfRangeException>();
        container.Invoking(c => c.WithImage("redis@md5:abc")).Should().Throw<ArgumentOutOfRangeException>().WithMessage("invalid digest format*");
    }

    [TestMethod]
    public void A_container_without_an_image_has_no_tag()
    {
        var container = _builder.AddResource(new ContainerResource("c"));

        container.Invoking(c => c.WithImageTag("8")).Should().Throw<InvalidOperationException>()
            .WithMessage("The resource 'c' does not have a container image specified. Use WithImage to specify the container image and tag.");
        container.Resource.IsContainer().Should().BeFalse();
    }

    [TestMethod]
    public void Any_resource_with_an_image_is_a_container()
    {
        var executable = _builder.AddExecutable("e", "tool", ".").WithAnnotation(new ContainerImageAnnotation { Image = "image" });

        new DistributedApplicationModel(_builder.Resources).GetContainerResources().Should().Equal(executable.Resource);
    }

    private static string? Name(IResourceBuilder<ContainerResource> container) => container.Resource.TryGetContainerImageName(out var name) ? name : null;
}
