using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Folders and files whose names are not UTF-8, by the C library.</summary>
internal static partial class UnixFolder
{
    private const int CloseOnExec = 0x80000;
    private const int NoSuchFile = 2;

    // struct dirent of 64-bit Linux: inode, offset, length of the entry, type, name.
    private const int NameOffset = 19;

    public static SafeFileHandle OpenFile(string path)
    {
        var descriptor = Open(RawPath.Encode(path), OperatingSystem.IsLinux() ? CloseOnExec : 0);
        if (descriptor >= 0)
        {
            return new(descriptor, ownsHandle: true);
        }

        var error = Marshal.GetLastPInvokeError();
        var message = $"{RawPath.Readable(path)}: {Marshal.GetPInvokeErrorMessage(error)}";
        throw error == NoSuchFile ? new FileNotFoundException(message) : new IOException(message);
    }

    /// <summary>The names in a folder, but for itself and its parent; none when it cannot be opened.</summary>
    public static IReadOnlyList<string> Names(string path)
    {
        var names = new List<string>();
        var stream = OpenFolder(RawPath.Encode(path));
        if (stream == 0)
        {
            return names;
        }

        try
        {
            while (ReadFolder(stream) is var entry and not 0)
            {
                var name = NameOf(entry);
                if (name is not ("." or ".."))
                {
                    names.Add(name);
                }
            }
        }
        finally
        {
            _ = CloseFolder(stream);
        }

        return names;
    }

    private static unsafe string NameOf(nint entry) => RawPath.Decode(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)entry + NameOffset));

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int Open(ReadOnlySpan<byte> path, int flags);

    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true)]
    private static partial nint OpenFolder(ReadOnlySpan<byte> path);

    [LibraryImport("libc", EntryPoint = "readdir")]
    private static partial nint ReadFolder(nint stream);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseFolder(nint stream);
}
