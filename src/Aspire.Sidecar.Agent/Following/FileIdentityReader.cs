using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Asks the operating system who a file is; .NET itself does not tell.</summary>
internal static class FileIdentityReader
{
    /// <summary>False when there is no such file, or when it is something else: opening a pipe would wait for a writer for ever.</summary>
    public static bool TryRead(string path, out FileIdentity identity)
    {
        var isFile = TryReadStatus(path, out var status) && !status.IsDirectory;
        identity = isFile ? status.Identity : default;
        return isFile;
    }

    public static bool TryRead(SafeFileHandle handle, out FileIdentity identity)
    {
        var known = OperatingSystem.IsWindows() ? WindowsFileStatus.TryRead(handle, out var status) : UnixFileStatus.TryRead(handle, out status);
        identity = status.Identity;
        return known && !status.IsDirectory;
    }

    /// <summary>False when there is neither a file nor a folder. Links are followed.</summary>
    public static bool TryReadStatus(string path, out FileStatus status) =>
        OperatingSystem.IsWindows() ? WindowsFileStatus.TryRead(path, out status) : UnixFileStatus.TryRead(path, out status);
}
