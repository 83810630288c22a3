using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Containers;

[TestClass]
public sealed class ContainerSettingsTests
{
    private readonly IResourceBuilder<ContainerResource> _container = TestModel.CreateBuilder().AddContainer("c", "image");

    [TestMethod]
    public void Mounts_are_kept_in_order()
    {
        _container.WithVolume("data", "/data").WithVolume("/cache").WithBindMount("files", "/files", isReadOnly: true);

        _container.Resource.TryGetContainerMounts(out var mounts).Should().BeTrue();
        mounts!.Select(mount => (mount.Type, mount.Source, mount.Target, mount.IsReadOnly)).Should().Equal(
            (ContainerMountType.Volume, "data", "/data", false),
            (ContainerMountType.Volume, null, "/cache", false),
            (ContainerMountType.BindMount, Path.Combine(_container.ApplicationBuilder.AppHostDirectory, "files"), "/files", true));
    }

    [TestMethod]
    public void Impossible_mounts_are_refused()
    {
        _container.Invoking(c => c.WithVolume(null, "/data", isReadOnly: true)).Should().Throw<ArgumentException>().WithMessage("Anonymous volumes cannot be read-only.*");
        new Action(() => _ = new ContainerMountAnnotation("relative", "/x", ContainerMountType.BindMount, false)).Should().Throw<ArgumentException>().WithMessage("Bind mounts must specify an absolute path.*");
        new Action(() => _ = new ContainerMountAnnotation(null, "/x", ContainerMountType.BindMount, false)).Should().Throw<ArgumentNullException>().WithMessage("Bind mounts must specify a source path.*");
    }

    [TestMethod]
    public void Name_lifetime_pull_policy_and_entrypoint_are_last_wins_settings()
    {
        _container.WithContainerName("a").WithContainerName("b")
            .WithLifetime(ContainerLifetime.Persistent).WithLifetime(ContainerLifetime.Session)
            .WithImagePullPolicy(ImagePullPolicy.Always).WithImagePullPolicy(ImagePullPolicy.Never)
            .WithEntrypoint("sh");

        _container.Resource.Annotations.OfType<ContainerNameAnnotation>().Should().ContainSingle().Which.Name.Should().Be("b");
        _container.Resource.Annotations.OfType<ContainerLifetimeAnnotation>().Should().ContainSingle().Which.Lifetime.Should().Be(ContainerLifetime.Session);
        _container.Resource.Annotations.OfType<ContainerImagePullPolicyAnnotation>().Should().ContainSingle().Which.ImagePullPolicy.Should().Be(ImagePullPolicy.Never);
        _container.Resource.Entrypoint.Should().Be("sh");
    }

    [TestMethod]
    public async Task Engine_arguments_add_up()
    {
        _container.WithContainerRuntimeArgs("--init", "--cap-add=SYS_PTRACE").WithContainerRuntimeArgs(context => context.Args.Add("--hostname=h"));
        var context = new ContainerRuntimeArgsCallbackContext([]);

        foreach (var annotation in _container.Resource.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        context.Args.Should().Equal("--init", "--cap-add=SYS_PTRACE", "--hostname=h");
    }

    [TestMethod]
    public void Aliases_belong_to_the_network_of_all_containers()
    {
        _container.WithContainerNetworkAlias("one").WithContainerNetworkAlias("two");

        _container.Resource.Annotations.OfType<ContainerNetworkAliasAnnotation>().Select(alias => (alias.Alias, alias.Network)).Should().Equal(
            ("one", KnownNetworkIdentifiers.DefaultAspireContainerNetwork),
            ("two", KnownNetworkIdentifiers.DefaultAspireContainerNetwork));
    }

    [TestMethod]
    public void Volume_names_belong_to_resource_and_AppHost()
    {
        VolumeNameGenerator.Generate(_container, "data").Should().MatchRegex("^[a-z0-9_.-]+-[0-9a-f]{10}-c-data$");
        new Action(() => VolumeNameGenerator.Generate(_container, "-x")).Should().Throw<ArgumentException>()
            .WithMessage("The suffix '-x' contains invalid characters. It must match [a-zA-Z0-9][a-zA-Z0-9_.-]*.*");
    }
}
