using System.Formats.Tar;
using CliWrap;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// Opens new volumes of the engine to every user, as an <c>emptyDir</c> of Kubernetes is: the members of a pod run as users of their own (65532, 10001, …).
/// </summary>
/// <remarks>
/// Engines make a volume that only root can write to, and have no command to change that. But when a volume is mounted for the first time it takes the mode of the
/// folder that the image has there: so an image that has nothing but a folder for each volume, and a container of it that need not run.
/// </remarks>
internal sealed class OpenVolumes(EngineCommand engine)
{
    private const UnixFileMode Everyone = (UnixFileMode)0b111_111_111;

    /// <summary>
    /// Returns what went wrong, or <see langword="null"/>.
    /// </summary>
    public async Task<string?> OpenAsync(IReadOnlyList<string> volumes, CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await engine.RunAsync(["import", "-"], PipeSource.FromBytes(Folders(volumes)), onLine: null, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
        {
            return error;
        }

        var image = LastLine(output);
        try
        {
            return await MountAsync(image, volumes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await engine.RunAsync(["rmi", "--force", image], onLine: null, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<string?> MountAsync(string image, IReadOnlyList<string> volumes, CancellationToken cancellationToken)
    {
        string[] mounts = [.. volumes.SelectMany(volume => (string[])["--volume", $"{volume}:/{volume}"])];
        var (exitCode, output, error) = await engine.RunAsync(
            ["create", "--network", "none", .. EngineLabels.Arguments, .. mounts, image, "nothing"], onLine: null, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
        {
            return error;
        }

        var container = LastLine(output);
        if (engine.IsPodman)
        {
            // It mounts at the start, before it finds that there is no such program.
            await engine.RunAsync(["start", container], onLine: null, cancellationToken).ConfigureAwait(false);
        }

        await engine.RunAsync(["rm", "--force", container], onLine: null, CancellationToken.None).ConfigureAwait(false);
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
