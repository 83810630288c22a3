using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// What was read of a file, in a form that recognises it: the first bytes and the last bytes that were read, as hashes. Tells a file that grew from one that was
/// written anew, also when its inode is used again, and finds the copy that a copy-and-truncate rotation leaves.
/// </summary>
/// <param name="Offset">Up to where its lines were taken.</param>
/// <param name="HeadLength">How many bytes of the beginning are remembered.</param>
/// <param name="HeadHash">Their hash.</param>
/// <param name="TailEnd">Where the remembered end stops; later than the offset when a line was read only in part.</param>
/// <param name="TailLength">How many bytes of the end are remembered.</param>
/// <param name="TailHash">Their hash.</param>
internal sealed record ContentMark(long Offset, int HeadLength, string HeadHash, long TailEnd, int TailLength, string TailHash)
{
    /// <summary>How much of the beginning is remembered at most.</summary>
    public const int HeadSize = 1024;

    /// <summary>How much before the end of what was read is remembered at most.</summary>
    public const int TailSize = 256;

    public static string Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    /// <summary>True when the file holds everything that was read.</summary>
    public bool IsHeldBy(SafeFileHandle handle) =>
        RandomAccess.GetLength(handle) >= Math.Max(Offset, TailEnd)
        && HoldsAt(handle, 0, HeadLength, HeadHash)
        && HoldsAt(handle, TailEnd - TailLength, TailLength, TailHash);

    private static bool HoldsAt(SafeFileHandle handle, long offset, int length, string hash)
    {
        var bytes = FileContent.Read(handle, offset, length);
        return bytes.Length == length && (length == 0 || Hash(bytes) == hash);
    }
}
