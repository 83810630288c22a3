using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// What was read of a file, in a form that recognises it: the first bytes as a hash and, while the agent runs, the last bytes
/// before the offset. Tells a file that grew from one that was written anew, also when its inode is used again, and finds the
/// copy that a copy-and-truncate rotation leaves.
/// </summary>
internal sealed record ContentMark(long Offset, int HeadLength, string HeadHash)
{
    /// <summary>How much of the beginning is remembered at most.</summary>
    public const int HeadSize = 1024;

    /// <summary>How much before the offset is remembered at most.</summary>
    public const int TailSize = 256;

    public byte[] Tail { get; init; } = [];

    /// <summary>Where <see cref="Tail"/> ends; later than <see cref="Offset"/> when a line was read only in part.</summary>
    public long TailEnd { get; init; }

    public static string Hash(ReadOnlySpan<byte> head)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(head, hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    /// <summary>True when the file still begins as it did; its length is not looked at.</summary>
    public bool BeginsSame(SafeFileHandle handle)
    {
        var head = FileContent.Read(handle, 0, HeadLength);
        return head.Length == HeadLength && Hash(head) == HeadHash;
    }

    /// <summary>True when the file holds everything that was read.</summary>
    public bool IsHeldBy(SafeFileHandle handle) =>
        RandomAccess.GetLength(handle) >= Math.Max(Offset, TailEnd)
        && BeginsSame(handle)
        && FileContent.Holds(handle, TailEnd - Tail.Length, Tail);
}
