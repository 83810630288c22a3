using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Applying;

/// <summary>
/// The folders on the host in which volumes live that have a process among their members.
/// </summary>
/// <remarks>
/// A volume's folder is open to every user, because containers run as users of their own (65532, 10001, …); its parent is closed to all but
/// this user, so that nobody else on the machine gets there. The folders of a main are locked while the application runs.
/// </remarks>
internal sealed class SharedFolders(IAspireStore store, Action<string> deleteFolder) : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Everyone = OwnerOnly
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly ConcurrentDictionary<string, FileStream> _locks = new();

    public SharedFolders(IAspireStore store)
        : this(store, folder => Directory.Delete(folder, recursive: true))
    {
    }

    /// <summary>
    /// Makes the folder of a volume, empty if the volume is ephemeral, and returns its absolute path.
    /// </summary>
    /// <exception cref="DistributedApplicationException">Another run uses it, or it cannot be emptied.</exception>
    public string Prepare(string main, PodVolume volume)
    {
        var parent = Path.Combine(Path.GetFullPath(store.BasePath), "sidecar");
        CreateDirectory(parent, OwnerOnly);
        var pod = Path.Combine(parent, main);
        CreateDirectory(pod, OwnerOnly);
        _ = _locks.GetOrAdd(main, _ => Lock(main, pod));

        var folder = Path.Combine(pod, volume.Name);
        if (volume.Lifetime == SharedVolumeLifetime.Ephemeral)
        {
            Empty(main, volume.Name, folder);
        }

        CreateDirectory(folder, Everyone);
        return folder;
    }

    public void Dispose()
    {
        foreach (var held in _locks.Values)
        {
            held.Dispose();
        }
    }

    /// <summary>The umask would take bits away from the mode with which a folder is made, so it is set afterwards.</summary>
    private static void CreateDirectory(string path, UnixFileMode mode)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static FileStream Lock(string main, string pod)
    {
        try
        {
            return new FileStream(Path.Combine(pod, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new DistributedApplicationException(SidecarDiagnostics.FolderInUse(main, pod), exception);
        }
    }

    private void Empty(string main, string volume, string folder)
    {
        try
        {
            // A volume could have been replaced by a link; deleting through it would reach files that are not ours.
            if (new DirectoryInfo(folder).LinkTarget is not null)
            {
                Directory.Delete(folder);
            }
            else if (Directory.Exists(folder))
            {
                deleteFolder(folder);
            }
            else
            {
                File.Delete(folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException(SidecarDiagnostics.FolderNotEmptied(main, volume, folder, exception.Message), exception);
        }
    }
}
