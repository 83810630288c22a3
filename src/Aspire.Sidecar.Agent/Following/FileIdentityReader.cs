using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Asks the operating system who a file is; .NET itself does not tell.</summary>
internal static class FileIdentityReader
{
    /// <summary>False when there is no such file, or when it is something else: opening a pipe would wait for a writer for ever.</summary>
    public static bool TryRead(string path, out FileIdentity identity)
    {
        if (!OperatingSystem.IsWindows())
        {
            return UnixFileStatus.TryRead(path, out identity);
        }

        using var handle = OpenOrNull(path);
        identity = default;
        return handle is not null && WindowsFileStatus.TryRead(handle, out identity);
    }

    public static bool TryRead(SafeFileHandle handle, out FileIdentity identity) =>
        OperatingSystem.IsWindows() ? WindowsFileStatus.TryRead(handle, out identity) : UnixFileStatus.TryRead(handle, out identity);

    private static SafeFileHandle? OpenOrNull(string path)
    {
        try
        {
            return FileContent.Open(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever opens the file to read it reports why that cannot be done.
            return null;
        }
    }
}
