using Aspire.Hosting.Sidecar.Images;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Sidecar.Tests.Images;

[TestClass]
public sealed class ImageCommandTests
{
    [TestMethod]
    [DataRow(SidecarNetwork.Shared)]
    [DataRow(SidecarNetwork.Separate)]
    public async Task A_container_sidecar_can_have_another_tag(SidecarNetwork network)
    {
        await using var application = await CompleteAsync(main =>
            main.WithSidecar("proxy", "example/proxy", "1.2", proxy => proxy.WithNetworkSharing(network)));

        var command = Commands(application, "api-proxy").Should().ContainSingle().Subject;
        command.Arguments.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = "tag", Required = true, Value = "1.2", InputType = InputType.Text });
    }

    [TestMethod]
    public async Task Other_members_have_no_tag_to_change()
    {
        await using var application = await CompleteAsync(main => main
            .WithSidecar("built", (b, n) => b.AddDockerfile(n, "."))
            .WithSidecar("process", TestApplication.Process)
            .WithInitContainer("init", "example/init", "1"));

        foreach (var name in (string[])["api", "api-built", "api-process", "api-init"])
        {
            Commands(application, name).Should().BeEmpty(name);
        }
    }

    [TestMethod]
    public async Task What_is_not_a_tag_is_refused()
    {
        await using var application = await CompleteAsync(main => main.WithSidecar("proxy", "example/proxy", "1.2"));
        InteractionInput input = new() { Name = "tag", InputType = InputType.Text, Value = "example/proxy:1.3" };

        var result = await application.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(
            Resource(application, "api-proxy"), "change-image-tag", new InteractionInputCollection([input]));

        result.Success.Should().BeFalse();
        result.Message.Should().StartWith("Command argument validation failed.");
        Commands(application, "api-proxy").Single().Arguments.Single().Value.Should().Be("1.2");
    }

    [TestMethod]
    public void A_changed_image_takes_the_place_of_the_one_that_the_host_has_fixed()
    {
        ContainerResource container = new("api-proxy");
        ImageReference declared = new("example/proxy", "1.2");
        InteractionInput tag = new() { Name = "tag", InputType = InputType.Text };
        ChangeableImage image = new(container, isJoined: false, declared, tag);

        image.Use(declared with { Version = "1.3" });
        RunLine(container).Should().Equal("--label", "<image>", "example/proxy:1.3", "serve");
        tag.Value.Should().Be("1.3");

        image.Use(declared with { Version = "1.4" });
        RunLine(container).Should().Equal("--label", "<image>", "example/proxy:1.4", "serve");

        image.Use(declared);
        RunLine(container).Should().Equal("<image>", "serve");
    }

    [TestMethod]
    public void One_change_is_made_at_a_time()
    {
        ChangeableImage image = new(new ContainerResource("api-proxy"), isJoined: false, new("example/proxy", "1"), new() { Name = "tag", InputType = InputType.Text });

        image.TryBegin().Should().BeTrue();
        image.TryBegin().Should().BeFalse();
        image.End();
        image.TryBegin().Should().BeTrue();
    }

    private static List<object> RunLine(ContainerResource container)
    {
        List<object> line = [];
        foreach (var annotation in container.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>())
        {
            annotation.Callback(new(line)).IsCompletedSuccessfully.Should().BeTrue();
        }

        line.Add("<image>");
        List<object> arguments = ["serve"];
        foreach (var annotation in container.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            annotation.Callback(new(arguments)).IsCompletedSuccessfully.Should().BeTrue();
        }

        return [.. line, .. arguments];
    }

    private static async Task<DistributedApplication> CompleteAsync(Action<IResourceBuilder<ContainerResource>> build)
    {
        var builder = TestApplication.CreateBuilder();
        build(builder.AddContainerMain());
        return await builder.CompleteAsync();
    }

    private static IResource Resource(DistributedApplication application, string name) =>
        application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == name);

    private static IEnumerable<ResourceCommandAnnotation> Commands(DistributedApplication application, string name) =>
        Resource(application, name).Annotations.OfType<ResourceCommandAnnotation>().Where(command => command.Name == "change-image-tag");
}
