using Aspire.Hosting.Sidecar.Applying;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Tests.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Sidecar.Tests.Applying;

[TestClass]
public sealed class SharedFoldersTests
{
    private readonly string _store = TemporaryFolder.Create();

    [TestMethod]
    public void Nothing_is_made_before_a_member_starts()
    {
        using var folders = Create();

        folders.Plan(Pod(), Volume(SharedVolumeLifetime.Ephemeral));

        Directory.EnumerateFileSystemEntries(_store).Should().BeEmpty();
    }

    [TestMethod]
    public void An_ephemeral_volume_starts_empty()
    {
        File.WriteAllText(Path.Combine(MakeAndRelease(SharedVolumeLifetime.Ephemeral), "old.txt"), "old");

        var folder = MakeAndRelease(SharedVolumeLifetime.Ephemeral);

        Directory.EnumerateFileSystemEntries(folder).Should().BeEmpty();
    }

    [TestMethod]
    public async Task What_was_put_aside_is_removed()
    {
        var folder = MakeAndRelease(SharedVolumeLifetime.Ephemeral);
        await File.WriteAllTextAsync(Path.Combine(folder, "old.txt"), "old");

        MakeAndRelease(SharedVolumeLifetime.Ephemeral);

        await Eventually.TrueAsync(() => Directory.GetDirectories(Path.GetDirectoryName(folder)!) is [var only] && only == folder, "the old folder is gone");
    }

    [TestMethod]
    public void A_persistent_volume_keeps_its_files()
    {
        File.WriteAllText(Path.Combine(MakeAndRelease(SharedVolumeLifetime.Persistent), "old.txt"), "old");

        var folder = MakeAndRelease(SharedVolumeLifetime.Persistent);

        File.ReadAllText(Path.Combine(folder, "old.txt")).Should().Be("old");
    }

    [TestMethod]
    public void A_second_start_in_one_run_changes_nothing()
    {
        using var folders = Create();
        var pod = Pod();
        var folder = folders.Plan(pod, Volume(SharedVolumeLifetime.Ephemeral));
        folders.MakeReady(pod);
        File.WriteAllText(Path.Combine(folder, "file"), "of this run");

        folders.MakeReady(pod);

        File.Exists(Path.Combine(folder, "file")).Should().BeTrue();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Every_user_can_write_to_a_volume_that_only_this_user_can_reach()
    {
        var folder = MakeAndRelease(SharedVolumeLifetime.Ephemeral);

        ((int)new DirectoryInfo(folder).UnixFileMode).Should().Be(Convert.ToInt32("777", 8));
        ((int)new DirectoryInfo(folder).Parent!.UnixFileMode).Should().Be(Convert.ToInt32("700", 8));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void The_rights_on_a_folder_that_is_kept_stay_as_its_user_has_set_them()
    {
        File.SetUnixFileMode(MakeAndRelease(SharedVolumeLifetime.Persistent), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var folder = MakeAndRelease(SharedVolumeLifetime.Persistent);

        ((int)new DirectoryInfo(folder).UnixFileMode).Should().Be(Convert.ToInt32("700", 8));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Emptying_does_not_follow_links()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_store, "elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "precious.txt"), "precious");
        var folder = MakeAndRelease(SharedVolumeLifetime.Ephemeral);
        Directory.CreateSymbolicLink(Path.Combine(folder, "link"), elsewhere);
        MakeAndRelease(SharedVolumeLifetime.Ephemeral);
        Directory.Delete(folder);
        Directory.CreateSymbolicLink(folder, elsewhere);

        MakeAndRelease(SharedVolumeLifetime.Ephemeral);

        File.ReadAllText(Path.Combine(elsewhere, "precious.txt")).Should().Be("precious");
        new DirectoryInfo(folder).LinkTarget.Should().BeNull();
    }

    [TestMethod]
    public void Two_runs_do_not_share_a_folder_and_the_next_start_tries_again()
    {
        var first = Create();
        Make(first, SharedVolumeLifetime.Persistent);
        using var second = Create();
        var pod = Pod();
        second.Plan(pod, Volume(SharedVolumeLifetime.Persistent));

        var make = () => second.MakeReady(pod);

        make.Should().Throw<DistributedApplicationException>().WithMessage("ASPIRESIDECAR025: The shared volumes of 'api' in*");
        first.Dispose();
        make.Should().NotThrow();
    }

    [TestMethod]
    public void A_file_in_the_place_of_the_folder_is_removed()
    {
        var folder = MakeAndRelease(SharedVolumeLifetime.Ephemeral);
        Directory.Delete(folder);
        File.WriteAllText(folder, "in the way");

        Directory.Exists(MakeAndRelease(SharedVolumeLifetime.Ephemeral)).Should().BeTrue();
    }

    [TestMethod]
    public void A_folder_that_cannot_be_made_is_an_error_that_says_which()
    {
        File.WriteAllText(Path.Combine(_store, ".aspire"), "in the way");

        var make = () => MakeAndRelease(SharedVolumeLifetime.Ephemeral);

        make.Should().Throw<DistributedApplicationException>().WithMessage($"ASPIRESIDECAR079: The folder '{_store}*logs' of a shared volume of 'api' could not be made ready: *");
    }

    private string MakeAndRelease(SharedVolumeLifetime lifetime)
    {
        using var folders = Create();
        return Make(folders, lifetime);
    }

    private static string Make(SharedFolders folders, SharedVolumeLifetime lifetime)
    {
        var pod = Pod();
        var folder = folders.Plan(pod, Volume(lifetime));
        folders.MakeReady(pod);
        return folder;
    }

    private SharedFolders Create() => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("Aspire:Store:Path", _store)]).Build(),
        new(new FakeEngine(_ => (1, "", "")), new(AreEnforced: false), NullLogger<OldFolders>.Instance));

    private static PodPlan Pod() => new(new(new ExecutableResource("api", "api", "."), "api", PodMemberRole.Main, IsContainer: false), []);

    private static PodVolume Volume(SharedVolumeLifetime lifetime) => new("logs", []) { Lifetime = lifetime };
}
