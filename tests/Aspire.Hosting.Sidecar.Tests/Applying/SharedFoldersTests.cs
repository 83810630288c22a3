using Aspire.Hosting.Sidecar.Applying;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Tests.Applying;

[TestClass]
public sealed class SharedFoldersTests : IDisposable
{
    private readonly Store _store = new();

    public void Dispose() => Directory.Delete(_store.BasePath, recursive: true);

    [TestMethod]
    public void An_ephemeral_volume_starts_empty()
    {
        File.WriteAllText(Path.Combine(PrepareAndRelease(SharedVolumeLifetime.Ephemeral), "old.txt"), "old");

        var folder = PrepareAndRelease(SharedVolumeLifetime.Ephemeral);

        Directory.EnumerateFileSystemEntries(folder).Should().BeEmpty();
    }

    [TestMethod]
    public void A_persistent_volume_keeps_its_files()
    {
        File.WriteAllText(Path.Combine(PrepareAndRelease(SharedVolumeLifetime.Persistent), "old.txt"), "old");

        var folder = PrepareAndRelease(SharedVolumeLifetime.Persistent);

        File.ReadAllText(Path.Combine(folder, "old.txt")).Should().Be("old");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Every_user_can_write_to_a_volume_that_only_this_user_can_reach()
    {
        var folder = PrepareAndRelease(SharedVolumeLifetime.Ephemeral);

        ((int)new DirectoryInfo(folder).UnixFileMode).Should().Be(Convert.ToInt32("777", 8));
        ((int)new DirectoryInfo(folder).Parent!.UnixFileMode).Should().Be(Convert.ToInt32("700", 8));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Emptying_does_not_follow_links()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_store.BasePath, "elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "precious.txt"), "precious");
        var folder = PrepareAndRelease(SharedVolumeLifetime.Ephemeral);
        Directory.CreateSymbolicLink(Path.Combine(folder, "link"), elsewhere);
        PrepareAndRelease(SharedVolumeLifetime.Ephemeral);
        Directory.Delete(folder);
        Directory.CreateSymbolicLink(folder, elsewhere);

        PrepareAndRelease(SharedVolumeLifetime.Ephemeral);

        File.ReadAllText(Path.Combine(elsewhere, "precious.txt")).Should().Be("precious");
        new DirectoryInfo(folder).LinkTarget.Should().BeNull();
    }

    [TestMethod]
    public void Two_runs_do_not_share_a_folder()
    {
        using var first = new SharedFolders(_store);
        first.Prepare("api", Volume(SharedVolumeLifetime.Persistent));
        using var second = new SharedFolders(_store);

        var prepare = () => second.Prepare("api", Volume(SharedVolumeLifetime.Persistent));

        prepare.Should().Throw<DistributedApplicationException>().WithMessage("ASPIRESIDECAR025: The shared volumes of 'api' in*");
    }

    [TestMethod]
    public void A_file_in_the_place_of_the_folder_is_removed()
    {
        var folder = PrepareAndRelease(SharedVolumeLifetime.Ephemeral);
        Directory.Delete(folder);
        File.WriteAllText(folder, "in the way");

        Directory.Exists(PrepareAndRelease(SharedVolumeLifetime.Ephemeral)).Should().BeTrue();
    }

    [TestMethod]
    public void A_folder_that_cannot_be_emptied_is_an_error_that_says_which()
    {
        var folder = PrepareAndRelease(SharedVolumeLifetime.Ephemeral);
        using var folders = new SharedFolders(_store, _ => throw new IOException("A file is held."));

        var prepare = () => folders.Prepare("api", Volume(SharedVolumeLifetime.Ephemeral));

        prepare.Should().Throw<DistributedApplicationException>()
            .WithMessage($"ASPIRESIDECAR026: Shared volume 'logs' of 'api' could not be emptied for this run: A file is held. Remove the folder '{folder}'.");
    }

    private string PrepareAndRelease(SharedVolumeLifetime lifetime)
    {
        using var folders = new SharedFolders(_store);
        return folders.Prepare("api", Volume(lifetime));
    }

    private static PodVolume Volume(SharedVolumeLifetime lifetime) => new("logs", []) { Lifetime = lifetime };

    private sealed class Store : IAspireStore
    {
        public string BasePath { get; } = Directory.CreateTempSubdirectory("sidecar-tests-").FullName;

        public string GetFileNameWithContent(string filenameTemplate, Stream contentStream) => throw new NotSupportedException();
    }
}
