using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Containers;

[TestClass]
public sealed class DockerfileTests
{
    private readonly IDistributedApplicationBuilder _builder = TestModel.CreateBuilder();

    [TestMethod]
    public void Paths_are_relative_to_AppHost_and_context()
    {
        var build = BuildOf(_builder.AddDockerfile("Web", "src/web/", "docker/Dockerfile.prod", "final"));

        build.ContextPath.Should().Be(Path.Combine(_builder.AppHostDirectory, "src", "web"));
        build.DockerfilePath.Should().Be(Path.Combine(_builder.AppHostDirectory, "src", "web", "docker", "Dockerfile.prod"));
        build.Stage.Should().Be("final");
    }

    [TestMethod]
    public void The_image_that_is_built_is_the_image_of_the_container()
    {
        var container = _builder.AddDockerfile("Web", ".");
        container.Resource.TryGetContainerImageName(out var built).Should().BeTrue();
        built.Should().MatchRegex("^web:[0-9a-f]{40}$");

        container.WithImage("other").Resource.TryGetContainerImageName(out var named).Should().BeTrue();
        named.Should().Be("other:latest");
    }

    [TestMethod]
    public void Arguments_and_secrets_belong_to_the_build()
    {
        var key = _builder.AddParameter("key");
        var secret = _builder.AddParameter("secret", secret: true);
        var container = _builder.AddDockerfile("web", ".").WithBuildArg("A", "1").WithBuildArg("KEY", key).WithBuildSecret("S", secret);

        BuildOf(container).BuildArguments.Should().Equal(new Dictionary<string, object?> { ["A"] = "1", ["KEY"] = key.Resource });
        BuildOf(container).BuildSecrets.Should().ContainKey("S").WhoseValue.Should().BeSameAs(secret.Resource);
        container.Invoking(c => c.WithBuildArg("S", secret)).Should().Throw<InvalidOperationException>()
            .WithMessage("Cannot add secret parameter 'secret' as build argument 'S' while configuring resource 'web'. Use WithBuildSecret instead.");
    }

    [TestMethod]
    public void A_container_that_is_not_built_takes_no_build_argument()
        => _builder.AddContainer("c", "image").Invoking(c => c.WithBuildArg("A", "1")).Should().Throw<InvalidOperationException>()
            .WithMessage("The resource 'c' does not have a Dockerfile build annotation. Call WithDockerfile before calling WithBuildArg.");

    [TestMethod]
    public async Task A_made_Dockerfile_is_written_once()
    {
        var calls = 0;
        var container = _builder.AddDockerfileFactory("web", ".", _ => $"FROM scratch # {++calls}");
        await using var application = _builder.Build();
        var context = new DockerfileFactoryContext { Services = application.Services, Resource = container.Resource };

        await BuildOf(container).MaterializeDockerfileAsync(context, default);
        await BuildOf(container).MaterializeDockerfileAsync(context, default);

        (await File.ReadAllTextAsync(BuildOf(container).DockerfilePath)).Should().Be("FROM scratch # 1");
        Directory.Delete(Path.GetDirectoryName(BuildOf(container).DockerfilePath)!, recursive: true);
    }

    private static DockerfileBuildAnnotation BuildOf(IResourceBuilder<ContainerResource> container) => container.Resource.Annotations.OfType<DockerfileBuildAnnotation>().Single();
}
