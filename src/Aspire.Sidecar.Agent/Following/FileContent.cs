using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Reading at an offset, in a way that never hinders the program that writes.</summary>
internal static class FileContent
{
    private const int CompareBlock = 64 * 1024;

    public static SafeFileHandle Open(string path) => RawPath.IsRaw(path)
        ? UnixFolder.OpenFile(path)
        : File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Up to <paramref name="count"/> bytes from <paramref name="offset"/>; fewer at the end of the file.</summary>
    public static byte[] Read(SafeFileHandle handle, long offset, int count)
    {
        var bytes = new byte[count];
        var length = Fill(handle, offset, bytes);
        return length == count ? bytes : bytes[..length];
    }

    public static int Fill(SafeFileHandle handle, long offset, Span<byte> destination)
    {
        var filled = 0;
        while (filled < destination.Length)
        {
            var count = RandomAccess.Read(handle, destination[filled..], offset + filled);
            if (count == 0)
            {
                break;
            }

            filled += count;
        }

        return filled;
    }

    public static bool Holds(SafeFileHandle handle, long offset, ReadOnlySpan<byte> expected)
    {
        Span<byte> actual = stackalloc byte[ContentMark.HeadSize];
        actual = actual[..expected.Length];
        return Fill(handle, offset, actual) == expected.Length && actual.SequenceEqual(expected);
    }

    /// <summary>True when the first <paramref name="length"/> bytes of both files are the same.</summary>
    public static bool HaveSamePrefix(SafeFileHandle one, SafeFileHandle other, long length)
    {
        var first = new byte[CompareBlock];
        var second = new byte[CompareBlock];
        for (var offset = 0L; offset < length; offset += CompareBlock)
        {
            var count = (int)Math.Min(CompareBlock, length - offset);
            if (Fill(one, offset, first.AsSpan(0, count)) != count
                || Fill(other, offset, second.AsSpan(0, count)) != count
                || !first.AsSpan(0, count).SequenceEqual(second.AsSpan(0, count)))
            {
                return false;
            }
        }

        return true;
    }
}
