using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// Device, inode, type, length and time of the last writing of a file from <c>stat(2)</c>. On every 64-bit Linux the structure begins with the device and the
/// inode, eight bytes each (<c>asm-generic/stat.h</c> and the x86, POWER and s390 ones); on macOS with the device in four
/// bytes and the inode at eight.
/// </summary>
internal static partial class UnixFileStatus
{
    private const int BufferSize = 512;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    // The C library of older Linux distributions (glibc before 2.33) has stat only in a form that names the structure's version.
    private static readonly bool HasVersionedForm = OperatingSystem.IsLinux() && !Exports("stat");
    private static readonly int StructureVersion = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.S390x or Architecture.Ppc64le ? 1 : 0;

    // Mode, length and time of the last writing: seconds, and nanoseconds behind them.
    private static readonly (int Mode, int Length, int Written) Offsets =
        OperatingSystem.IsMacOS() ? (4, 96, 48) : RuntimeInformation.ProcessArchitecture == Architecture.S390x ? (24, 48, 72) : (StructureVersion == 1 ? 24 : 16, 48, 88);

    public static bool TryRead(string path, out FileStatus status)
    {
        Span<byte> buffer = stackalloc byte[BufferSize];
        var name = RawPath.Encode(path);
        return Interpret(HasVersionedForm ? VersionedStat(StructureVersion, name, buffer) : Stat(name, buffer), buffer, out status);
    }

    public static bool TryRead(SafeFileHandle handle, out FileStatus status)
    {
        Span<byte> buffer = stackalloc byte[BufferSize];
        return Interpret(HasVersionedForm ? VersionedFstat(StructureVersion, handle, buffer) : Fstat(handle, buffer), buffer, out status);
    }

    private static bool Interpret(int result, ReadOnlySpan<byte> buffer, out FileStatus status)
    {
        status = default;
        if (result != 0)
        {
            return false;
        }

        var device = OperatingSystem.IsMacOS() ? MemoryMarshal.Read<uint>(buffer) : MemoryMarshal.Read<ulong>(buffer);
        var type = TypeMask & (OperatingSystem.IsMacOS() ? MemoryMarshal.Read<ushort>(buffer[Offsets.Mode..]) : MemoryMarshal.Read<int>(buffer[Offsets.Mode..]));
        var written = (MemoryMarshal.Read<long>(buffer[Offsets.Written..]) * 1_000_000_000) + MemoryMarshal.Read<long>(buffer[(Offsets.Written + sizeof(long))..]);
        status = new(new(device, MemoryMarshal.Read<ulong>(buffer[8..])), type == Folder, MemoryMarshal.Read<long>(buffer[Offsets.Length..]), written);
        return type is RegularFile or Folder;
    }

    private static bool Exports(string name)
    {
        return NativeLibrary.TryLoad("libc", typeof(UnixFileStatus).Assembly, null, out var library) && NativeLibrary.TryGetExport(library, name, out _);
    }

    private static int Stat(ReadOnlySpan<byte> path, Span<byte> buffer) =>
        OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.X64 ? StatWithLongInode(path, buffer) : PlainStat(path, buffer);

    private static int Fstat(SafeFileHandle handle, Span<byte> buffer) =>
        OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.X64 ? FstatWithLongInode(handle, buffer) : PlainFstat(handle, buffer);

    [LibraryImport("libc", EntryPoint = "stat")]
    private static partial int PlainStat(ReadOnlySpan<byte> path, Span<byte> buffer);

    [LibraryImport("libc", EntryPoint = "fstat")]
    private static partial int PlainFstat(SafeFileHandle handle, Span<byte> buffer);

    [LibraryImport("libc", EntryPoint = "stat$INODE64")]
    private static partial int StatWithLongInode(ReadOnlySpan<byte> path, Span<byte> buffer);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64")]
    private static partial int FstatWithLongInode(SafeFileHandle handle, Span<byte> buffer);

    [LibraryImport("libc", EntryPoint = "__xstat")]
    private static partial int VersionedStat(int version, ReadOnlySpan<byte> path, Span<byte> buffer);

    [LibraryImport("libc", EntryPoint = "__fxstat")]
    private static partial int VersionedFstat(int version, SafeFileHandle handle, Span<byte> buffer);
}
