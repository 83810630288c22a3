using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// Device, inode and type of a file from <c>stat(2)</c>. On every 64-bit Linux the structure begins with the device and the
/// inode, eight bytes each (<c>asm-generic/stat.h</c> and the x86, POWER and s390 ones); on macOS with the device in four
/// bytes and the inode at eight.
/// </summary>
internal static partial class UnixFileStatus
{
    private const int BufferSize = 512;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    // The C library of older Linux distributions (glibc before 2.33) has stat only in a form that names the structure's version.
    private static readonly bool HasVersionedForm = OperatingSystem.IsLinux() && !Exports("stat");
    private static readonly int StructureVersion = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.S390x or Architecture.Ppc64le ? 1 : 0;

    public static bool TryRead(string path, out FileIdentity identity)
    {
        Span<byte> buffer = stackalloc byte[BufferSize];
        return Interpret(HasVersionedForm ? VersionedStat(StructureVersion, path, buffer) : Stat(path, buffer), buffer, out identity);
    }

    public static bool TryRead(SafeFileHandle handle, out FileIdentity identity)
    {
        Span<byte> buffer = stackalloc byte[BufferSize];
        return Interpret(HasVersionedForm ? VersionedFstat(StructureVersion, handle, buffer) : Fstat(handle, buffer), buffer, out identity);
    }

    private static bool Interpret(int result, ReadOnlySpan<byte> status, out FileIdentity identity)
    {
        if (result != 0)
        {
            identity = default;
            return false;
        }

        var inode = BinaryPrimitives.ReadUInt64LittleEndian(status[8..]);
        if (OperatingSystem.IsMacOS())
        {
            identity = new(BinaryPrimitives.ReadUInt32LittleEndian(status), inode);
            return (BinaryPrimitives.ReadUInt16LittleEndian(status[4..]) & TypeMask) == RegularFile;
        }

        identity = new(MemoryMarshal.Read<ulong>(status), MemoryMarshal.Read<ulong>(status[8..]));
        var mode = MemoryMarshal.Read<int>(status[(StructureVersion == 1 ? 24 : 16)..]);
        return (mode & TypeMask) == RegularFile;
    }

    private static bool Exports(string name)
    {
        return NativeLibrary.TryLoad("libc", typeof(UnixFileStatus).Assembly, null, out var library) && NativeLibrary.TryGetExport(library, name, out _);
    }

    private static int Stat(string path, Span<byte> buffer) =>
        OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.X64 ? StatWithLongInode(path, buffer) : PlainStat(path, buffer);

    private static int Fstat(SafeFileHandle handle, Span<byte> buffer) =>
        OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.X64 ? FstatWithLongInode(handle, buffer) : PlainFstat(handle, buffer);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int PlainStat(string path, Span<byte> buffer);

    [LibraryImport("libc", EntryPoint = "fstat")]
    private static partial int PlainFstat(SafeFileHandle handle, Span<byte> buffer);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatWithLongInode(string path, Span<byte> buffer);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64")]
    private static partial int FstatWithLongInode(SafeFileHandle handle, Span<byte> buffer);

    [LibraryImport("libc", EntryPoint = "__xstat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int VersionedStat(int version, string path, Span<byte> buffer);

    [LibraryImport("libc", EntryPoint = "__fxstat")]
    private static partial int VersionedFstat(int version, SafeFileHandle handle, Span<byte> buffer);
}
