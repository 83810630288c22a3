using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Aspire.Sidecar.Agent.Protobuf;

/// <summary>
/// Writes the wire format of protocol buffers (protobuf.dev/programming-guides/encoding). By hand, for the library wants an object for each value
/// of each record, which costs more than everything else that the agent does; OpenTelemetry's own exporter for .NET does the same.
/// </summary>
internal static class ProtobufWriting
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int LongestVarint = 10;

    // The bytes of a length that is written before it is known: the format allows more of them than needed.
    private const int PaddedLengthSize = 4;

    public static void WriteVarint(this ByteBuffer buffer, ulong value)
    {
        var room = buffer.Reserve(LongestVarint);
        var count = 0;
        while (value >= 0x80)
        {
            room[count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        room[count++] = (byte)value;
        buffer.Advance(count);
    }

    public static void WriteVarint(this ByteBuffer buffer, int field, ulong value)
    {
        buffer.WriteTag(field, Varint);
        buffer.WriteVarint(value);
    }

    public static void WriteFixed64(this ByteBuffer buffer, int field, ulong value)
    {
        buffer.WriteTag(field, Fixed64);
        BinaryPrimitives.WriteUInt64LittleEndian(buffer.Reserve(sizeof(ulong)), value);
        buffer.Advance(sizeof(ulong));
    }

    public static void WriteDouble(this ByteBuffer buffer, int field, double value) => buffer.WriteFixed64(field, BitConverter.DoubleToUInt64Bits(value));

    public static void WriteBytes(this ByteBuffer buffer, int field, ReadOnlySpan<byte> value)
    {
        buffer.WriteHeader(field, value.Length);
        buffer.Append(value);
    }

    public static void WriteText(this ByteBuffer buffer, int field, string text)
    {
        var mark = buffer.Begin(field);
        var room = buffer.Reserve(System.Text.Encoding.UTF8.GetMaxByteCount(text.Length));
        buffer.Advance(System.Text.Encoding.UTF8.GetBytes(text, room));
        buffer.End(mark);
    }

    /// <summary>The tag and the length of a field whose bytes follow.</summary>
    public static void WriteHeader(this ByteBuffer buffer, int field, int length)
    {
        buffer.WriteTag(field, LengthDelimited);
        buffer.WriteVarint((uint)length);
    }

    /// <summary>Begins a message inside a message; pass the result to <see cref="End"/>.</summary>
    public static int Begin(this ByteBuffer buffer, int field)
    {
        buffer.WriteTag(field, LengthDelimited);
        buffer.Append(0);
        return buffer.Length;
    }

    /// <summary>Writes the length of what was written since <see cref="Begin"/>. One byte was kept for it; where it needs more, the content moves.</summary>
    public static void End(this ByteBuffer buffer, int start)
    {
        var length = buffer.Length - start;
        var more = SizeOfVarint((uint)length) - 1;
        if (more > 0)
        {
            buffer.Reserve(more);
            buffer.Advance(more);
            buffer.At(start, length).CopyTo(buffer.At(start + more, length));
        }

        var header = buffer.At(start - 1, more + 1);
        for (var i = 0; i < more; i++)
        {
            header[i] = (byte)((length & 0x7F) | 0x80);
            length >>= 7;
        }

        header[more] = (byte)length;
    }

    /// <summary>Begins a message whose length is written later with <see cref="EndPadded"/>, without moving it.</summary>
    public static int BeginPadded(this ByteBuffer buffer, int field)
    {
        buffer.WriteTag(field, LengthDelimited);
        buffer.Reserve(PaddedLengthSize);
        buffer.Advance(PaddedLengthSize);
        return buffer.Length;
    }

    public static void EndPadded(this ByteBuffer buffer, int start)
    {
        var header = buffer.At(start - PaddedLengthSize, PaddedLengthSize);
        var length = buffer.Length - start;
        for (var i = 0; i < PaddedLengthSize - 1; i++)
        {
            header[i] = (byte)((length & 0x7F) | 0x80);
            length >>= 7;
        }

        header[PaddedLengthSize - 1] = (byte)length;
    }

    /// <summary>How many bytes a field with so many bytes takes, as long as its number is below 16.</summary>
    public static int SizeOf(int length) => 1 + SizeOfVarint((uint)length) + length;

    private static int SizeOfVarint(uint value) => (System.Numerics.BitOperations.Log2(value | 1) / 7) + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteTag(this ByteBuffer buffer, int field, int type)
    {
        // Up to field 15 a tag is one byte.
        if (field < 16)
        {
            buffer.Append((byte)((field << 3) | type));
        }
        else
        {
            buffer.WriteVarint((uint)((field << 3) | type));
        }
    }
}
