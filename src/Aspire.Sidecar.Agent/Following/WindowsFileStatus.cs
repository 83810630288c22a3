using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// Volume and file index on Windows. The creation time would not do: for fifteen seconds a new file inherits that of the
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

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetFileInformationByHandle(SafeFileHandle handle, Span<byte> buffer);
}
