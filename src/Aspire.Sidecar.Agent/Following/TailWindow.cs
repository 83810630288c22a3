namespace Aspire.Sidecar.Agent.Following;

/// <summary>The last bytes that were read of a file, to see later whether they are still there.</summary>
internal sealed class TailWindow
{
    private readonly byte[] _bytes = new byte[ContentMark.TailSize];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Append(ReadOnlySpan<byte> read)
    {
        if (read.Length >= _bytes.Length)
        {
            read[^_bytes.Length..].CopyTo(_bytes);
            _length = _bytes.Length;
            return;
        }

        var kept = Math.Min(_length, _bytes.Length - read.Length);
        _bytes.AsSpan(_length - kept, kept).CopyTo(_bytes);
        read.CopyTo(_bytes.AsSpan(kept));
        _length = kept + read.Length;
    }
}
