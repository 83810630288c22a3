using Aspire.Hosting.Sidecar.Applying;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Tests.Engine;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Tests.Applying;

[TestClass]
public sealed class OldFoldersTests : IDisposable
{
    private readonly string _parent = TemporaryFolder.Create();
    private readonly FakeLogs _log = new();

    public void Dispose() => _log.Dispose();

    [TestMethod]
    public async Task What_this_user_may_delete_needs_no_engine()
    {
        var folder = Old();
        var engine = new FakeEngine(_ => (0, "", ""));

        await Create(engine, path => Directory.Delete(path, recursive: true)).RemoveAsync(Pod("first"), [folder], CancellationToken.None);

        Directory.Exists(folder).Should().BeFalse();
        engine.Calls.Should().BeEmpty();
    }

    [TestMethod]
    public async Task What_another_user_has_written_the_engine_deletes_with_the_first_image_that_can()
    {
        var folder = Old();
        var engine = new FakeEngine(call =>
        {
            if (call.Contains("second", StringComparison.Ordinal))
            {
                File.Delete(Path.Combine(folder, "file"));
            }

            // The folder itself is busy: the program fails either way.
            return (1, "", "Device or resource busy");
        });

        await Create(engine, OnlyIfEmpty).RemoveAsync(Pod("first", "second", "third"), [folder], CancellationToken.None);

        Directory.Exists(folder).Should().BeFalse();
        engine.Calls.Should().HaveCount(2);
        engine.Calls.Last().Should().Contain("run --rm --pull never --network none --user 0").And.Contain($"\"source={folder}\"").And.EndWith("--entrypoint rm second:latest -rf /old");
        _log.Lines.Should().BeEmpty();
    }

    [TestMethod]
    public async Task What_cannot_be_deleted_is_left_with_one_warning_that_names_it()
    {
        string[] folders = [Old(), Old()];

        await Create(new FakeEngine(_ => (125, "", "no such image")), OnlyIfEmpty).RemoveAsync(Pod("first"), folders, CancellationToken.None);

        _log.Lines.Should().ContainSingle().Which.Should().Be(
            $"ASPIRESIDECAR026: Files that an earlier run left in a shared volume of 'api' could not be removed: It is not yours. They are in nobody's way; remove '{folders[0]}', '{folders[1]}', as an administrator if need be.");
        folders.Should().OnlyContain(folder => Directory.Exists(folder));
    }

    private static void OnlyIfEmpty(string folder)
    {
        if (Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new UnauthorizedAccessException("It is not yours.");
        }

        Directory.Delete(folder);
    }

    private string Old()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_parent, $".old-{Guid.NewGuid():N}")).FullName;
        File.WriteAllText(Path.Combine(folder, "file"), "old");
        return folder;
    }

    private OldFolders Create(FakeEngine engine, Action<string> delete) =>
        new(engine, new(AreEnforced: false), LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<OldFolders>(), delete);

    private static PodPlan Pod(params string[] images)
    {
        var main = new PodMember(new ExecutableResource("api", "api", "."), "api", PodMemberRole.Main, IsContainer: false);
        return new(main, [.. images.Select(image => new PodMember(Container(image), image, PodMemberRole.Sidecar, IsContainer: true))]);
    }

    private static ContainerResource Container(string image)
    {
        var container = new ContainerResource(image);
        container.Annotations.Add(new ContainerImageAnnotation { Image = image, Tag = "latest" });
        return container;
    }
}
