using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Containers;

[TestClass]
public sealed class ContainerFileTests
{
    [TestMethod]
    public void Files_of_the_machine_keep_their_folders()
    {
        var folder = Directory.CreateTempSubdirectory("files-");
        folder.CreateSubdirectory("sub").CreateSubdirectory("empty");
        File.WriteAllText(Path.Combine(folder.FullName, "a.conf"), "a");
        File.WriteAllText(Path.Combine(folder.FullName, "sub", "b.conf"), "b");
        File.WriteAllText(Path.Combine(folder.FullName, "sub", "c.txt"), "c");

        var items = ContainerDirectory.GetFileSystemItemsFromPath(folder.FullName, "*.conf", SearchOption.AllDirectories, item => item.Owner = 7).ToArray();

        items.Select(item => item.Name).Should().Equal("a.conf", "sub");
        items.Should().OnlyContain(item => item.Owner == 7);
        items[1].Should().BeOfType<ContainerDirectory>().Which.Entries.Should().ContainSingle().Which.Should().BeOfType<ContainerFile>()
            .Which.SourcePath.Should().Be(Path.Combine(folder.FullName, "sub", "b.conf"));
        folder.Delete(recursive: true);
    }

    [TestMethod]
    public void A_name_is_not_a_path()
        => new Action(() => _ = new ContainerFile { Name = "a/b" }).Should().Throw<ArgumentException>().WithMessage("Name 'a/b' must be a simple file or folder name*");

    [TestMethod]
    public void A_missing_source_is_refused()
        => TestModel.CreateBuilder().AddContainer("c", "image").Invoking(c => c.WithContainerFiles("/etc", "/does/not/exist")).Should().Throw<InvalidOperationException>()
            .WithMessage("The source path '/does/not/exist' does not exist. Ensure the path is correct and accessible.");

    [TestMethod]
    public void Published_containers_mount_the_source()
    {
        var container = TestModel.CreatePublishBuilder().AddContainer("c", "image").WithContainerFiles("/etc/app", AppContext.BaseDirectory);

        container.Resource.TryGetContainerMounts(out var mounts).Should().BeTrue();
        mounts!.Single().Should().BeEquivalentTo(new { Type = ContainerMountType.BindMount, Target = "/etc/app", IsReadOnly = true });
    }
}
