namespace Aspire.Sidecar.Agent.Protobuf;

/// <summary>Bytes that grow at their end, and are kept for the next use when they are cleared.</summary>
internal sealed class ByteBuffer(int capacity = 256)
{
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(capacity);

    public int Length { get; private set; }

    public bool IsEmpty => Length == 0;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>Written bytes that may still be changed.</summary>
    public Span<byte> At(int start, int length) => _bytes.AsSpan(start, length);

    /// <summary>Room for so many bytes; say with <see cref="Advance"/> how many were put there.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Grow(count);
        }

        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    public void Append(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Forgets what was written from there on.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Forgets everything, and the memory as well when it is more than is usual.</summary>
    public void Clear(int keptAtMost = int.MaxValue)
    {
        Length = 0;
        if (_bytes.Length > keptAtMost)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(capacity);
        }
    }

    private void Grow(int count)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Math.Max(Length + count, (int)Math.Min(_bytes.Length * 2L, Array.MaxLength)));
        Written.CopyTo(bytes);
        _bytes = bytes;
    }
}
