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

    public static bool TryRead(SafeFileHandle handle, out FileIdentity identity)
    {
        Span<byte> buffer = stackalloc byte[BufferSize];
        if (!GetFileInformationByHandle(handle, buffer))
        {
            identity = default;
            return false;
        }

        var index = ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(buffer[FileIndexHigh..]) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(buffer[FileIndexLow..]);
        identity = new(BinaryPrimitives.ReadUInt32LittleEndian(buffer[VolumeSerialNumber..]), index);
        return true;
    }

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetFileInformationByHandle(SafeFileHandle handle, Span<byte> buffer);
}
