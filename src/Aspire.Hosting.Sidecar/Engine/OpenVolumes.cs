using System.Formats.Tar;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// Opens new volumes of the engine to every user, as an <c>emptyDir</c> of Kubernetes is: the members of a pod run as users of their own (65532, 10001, …).
/// </summary>
/// <remarks>
/// Engines make a volume that only root can write to, and have no command to change that. But when a volume is mounted for the first time it takes the mode of the
/// folder that the image has there: so an image that has nothing but a folder for each volume, and a container of it that need not run.
/// </remarks>
internal sealed class OpenVolumes(IContainerEngine engine)
{
    private const UnixFileMode Everyone = (UnixFileMode)0b111_111_111;

    /// <summary>
    /// Returns what went wrong, or <see langword="null"/>.
    /// </summary>
    public async Task<string?> OpenAsync(IReadOnlyList<string> volumes, CancellationToken cancellationToken)
    {
        var imported = await engine.RunAsync(new("import", "-") { Input = Folders(volumes) }, cancellationToken).ConfigureAwait(false);
        if (!imported.IsSuccess)
        {
            return imported.Problem;
        }

        var image = LastLine(imported.Output);
        try
        {
            return await MountAsync(image, volumes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await engine.RunAsync(new("rmi", "--force", image), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<string?> MountAsync(string image, IReadOnlyList<string> volumes, CancellationToken cancellationToken)
    {
        string[] mounts = [.. volumes.SelectMany(volume => (string[])["--volume", $"{volume}:/{volume}"])];
        var created = await engine.RunAsync(
            new(["create", "--network", "none", .. EngineOwner.Arguments, .. mounts, image, "nothing"]), cancellationToken).ConfigureAwait(false);
        if (!created.IsSuccess)
        {
            return created.Problem;
        }

        var container = LastLine(created.Output);
        if (engine.IsPodman)
        {
            // It mounts at the start, before it finds that there is no such program.
            await engine.RunAsync(new("start", container), cancellationToken).ConfigureAwait(false);
        }

        await engine.RunAsync(new("rm", "--force", container), CancellationToken.None).ConfigureAwait(false);
        return null;
    }

    private static byte[] Folders(IEnumerable<string> names)
    {
        using MemoryStream content = new();
        using (TarWriter tar = new(content, leaveOpen: true))
        {
            foreach (var name in names)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, $"{name}/") { Mode = Everyone });
            }
        }

        return content.ToArray();
    }

    private static string LastLine(string output) => output.Split('\n')[^1].Trim();
}
