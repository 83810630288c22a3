using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// Volume, file index and what else there is to know of a file on Windows. The creation time would not do: for fifteen seconds a new file inherits that of the
/// file whose name it takes, which is exactly what a rotation looks like.
/// </summary>
internal static partial class WindowsFileStatus
{
    // BY_HANDLE_FILE_INFORMATION.
    private const int BufferSize = 52;
    private const int VolumeSerialNumber = 28;
    private const int FileIndexHigh = 44;
    private const int FileIndexLow = 48;
    private const int Attributes = 0;
    private const int LastWriteTime = 20;
    private const int FileSizeHigh = 32;
    private const int FileSizeLow = 36;

    // To ask about a file takes no right to read it; and without this flag a folder cannot be opened at all, nor does .NET open one.
    private const uint NoAccess = 0;
    private const uint ShareEverything = 7;
    private const uint OpenExisting = 3;
    private const uint AlsoFolders = 0x02000000;

    public static bool TryRead(string path, out FileStatus status)
    {
        using var handle = Open(path, NoAccess, ShareEverything, 0, OpenExisting, AlsoFolders, 0);
        status = default;
        return !handle.IsInvalid && TryRead(handle, out status);
    }

    public static bool TryRead(SafeFileHandle handle, out FileStatus status)
    {
        Span<byte> buffer = stackalloc byte[BufferSize];
        if (!GetFileInformationByHandle(handle, buffer))
        {
            status = default;
            return false;
        }

        var isFolder = ((FileAttributes)BinaryPrimitives.ReadUInt32LittleEndian(buffer[Attributes..])).HasFlag(FileAttributes.Directory);
        status = new(
            new(BinaryPrimitives.ReadUInt32LittleEndian(buffer[VolumeSerialNumber..]), Long(buffer, FileIndexHigh, FileIndexLow)),
            isFolder,
            (long)Long(buffer, FileSizeHigh, FileSizeLow),
            (DateTime.FromFileTimeUtc(BinaryPrimitives.ReadInt64LittleEndian(buffer[LastWriteTime..])) - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick);
        return true;
    }

    private static ulong Long(ReadOnlySpan<byte> buffer, int high, int low) =>
        ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(buffer[high..]) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(buffer[low..]);

    [LibraryImport("kernel32", EntryPoint = "CreateFileW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial SafeFileHandle Open(string path, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetFileInformationByHandle(SafeFileHandle handle, Span<byte> buffer);
}
