using System.Text;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// Names of files on Linux are bytes, and need not be UTF-8, but .NET can only name what is. A byte that is no character is kept in a text as half of a surrogate pair,
/// U+DC80 to U+DCFF, which no sound text has (the way of Python's surrogateescape, PEP 383); such paths are given to the system as bytes.
/// </summary>
internal static class RawPath
{
    private const char First = '\uDC80';
    private const char Last = '\uDCFF';

    public static bool IsRaw(string path) => path.AsSpan().ContainsAnyInRange(First, Last) && !IsSound(path);

    public static string Decode(ReadOnlySpan<byte> name)
    {
        var text = new StringBuilder(name.Length);
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(name, out var rune, out var length) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                length = 1;
                text.Append((char)(First - 0x80 + name[0]));
            }

            name = name[length..];
        }

        return text.ToString();
    }

    /// <summary>The bytes of a path, with the zero at which the system stops.</summary>
    public static byte[] Encode(string path)
    {
        if (!IsRaw(path))
        {
            var bytes = new byte[Encoding.UTF8.GetMaxByteCount(path.Length) + 1];
            return bytes[..(Encoding.UTF8.GetBytes(path, bytes) + 1)];
        }

        var raw = new List<byte>(path.Length + 1);
        Span<byte> buffer = stackalloc byte[4];
        for (var i = 0; i < path.Length; i++)
        {
            if (Rune.TryGetRuneAt(path, i, out var rune))
            {
                raw.AddRange(buffer[..rune.EncodeToUtf8(buffer)]);
                i += rune.Utf16SequenceLength - 1;
            }
            else
            {
                raw.Add((byte)(path[i] - First + 0x80));
            }
        }

        raw.Add(0);
        return [.. raw];
    }

    /// <summary>For people and receivers.</summary>
    public static string Readable(string path) => IsRaw(path) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(path)) : path;

    private static bool IsSound(string path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (char.IsHighSurrogate(path[i]) && i + 1 < path.Length && char.IsLowSurrogate(path[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(path[i]))
            {
                return false;
            }
        }

        return true;
    }
}
