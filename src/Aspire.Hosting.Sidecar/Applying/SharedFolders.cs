using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Sidecar.Applying;

/// <summary>
/// The folders on the host in which volumes live that have a process among their members.
/// </summary>
/// <remarks>
/// A volume's folder is open to every user, because containers run as users of their own (65532, 10001, …); its parent is closed to all but
/// this user, so that nobody else on the machine gets there. The folders of a main are locked while the application runs.
/// </remarks>
internal sealed class SharedFolders(IConfiguration configuration, OldFolders old) : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Everyone = OwnerOnly
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly ConcurrentDictionary<IResource, PodFolders> _pods = [];
    private readonly ConcurrentDictionary<string, FileStream> _locks = new();

    /// <summary>
    /// Returns the absolute path of a volume's folder, and nothing more: it is made when a member starts.
    /// </summary>
    public string Plan(PodPlan pod, PodVolume volume)
    {
        var folder = StoreFolder.Of(configuration, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), pod.Main.Name, volume.Name);
        _pods.GetOrAdd(pod.Main.Resource, _ => new()).Planned.Add((folder, volume));
        return folder;
    }

    /// <summary>
    /// Makes the folders of a pod, empty those of ephemeral volumes, when its first member that mounts one is about to start. The others find them made.
    /// </summary>
    /// <exception cref="DistributedApplicationException">Another run uses them, or one cannot be made. The next start tries again.</exception>
    public void MakeReady(PodPlan pod)
    {
        if (!_pods.TryGetValue(pod.Main.Resource, out var folders))
        {
            return;
        }

        lock (folders.Gate)
        {
            if (!folders.AreReady)
            {
                foreach (var (folder, volume) in folders.Planned)
                {
                    MakeReady(pod.Main.Name, folder, volume);
                }

                folders.AreReady = true;
                old.BeginRemoval(pod, folders.Planned.Select(planned => Path.GetDirectoryName(planned.Folder)!).Distinct());
            }
        }
    }

    public void Dispose()
    {
        foreach (var held in _locks.Values)
        {
            held.Dispose();
        }
    }

    private void MakeReady(string main, string folder, PodVolume volume)
    {
        try
        {
            var pod = Path.GetDirectoryName(folder)!;
            CreateDirectory(Path.GetDirectoryName(pod)!, OwnerOnly);
            CreateDirectory(pod, OwnerOnly);
            if (!_locks.ContainsKey(pod))
            {
                _locks[pod] = Lock(main, pod);
            }

            if (volume.Lifetime == SharedVolumeLifetime.Ephemeral)
            {
                OldFolders.PutAside(folder);
            }

            // A folder that is kept can belong to the user of a container by now, who has said who may write to it.
            if (!Directory.Exists(folder))
            {
                CreateDirectory(folder, Everyone);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException(SidecarDiagnostics.FolderNotMade(main, folder, exception.Message), exception);
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

    private sealed class PodFolders
    {
        public object Gate { get; } = new();

        public List<(string Folder, PodVolume Volume)> Planned { get; } = [];

        public bool AreReady { get; set; }
    }
}
