using Aspire.Sidecar.Agent.Protobuf;
using static Aspire.Sidecar.Agent.Protobuf.ProtobufWriting;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>A record while it is made of a line; written out and used again for the next one.</summary>
internal sealed class RecordDraft
{
    private const int KeptCapacity = 256 * 1024;
    private const int TraceIdLength = 16;
    private const int SpanIdLength = 8;
    private const int TimeSize = 1 + sizeof(ulong);

    private readonly ByteBuffer _severityText = new(32);
    private readonly ByteBuffer _body = new(4096);
    private readonly ByteBuffer _attributes = new(4096);
    private readonly ByteBuffer _number = new(16);
    private readonly AttributeKeys _keys;
    private readonly byte[] _traceId = new byte[TraceIdLength];
    private readonly byte[] _spanId = new byte[SpanIdLength];

    public RecordDraft()
    {
        _keys = new(_attributes);
    }

    /// <summary>When it happened, in nanoseconds since 1970; 0 when that is not known.</summary>
    public ulong Time { get; set; }

    public ulong ObservedTime { get; set; }

    public Severity Severity { get; set; }

    public bool HasSeverityText => !_severityText.IsEmpty;

    public bool HasBody => !_body.IsEmpty;

    public bool HasTraceId { get; private set; }

    public bool HasSpanId { get; private set; }

    public void Clear()
    {
        (Time, Severity, HasTraceId, HasSpanId) = (0, Severity.Unspecified, false, false);
        _severityText.Clear();
        _body.Clear(KeptCapacity);
        _attributes.Clear(KeptCapacity);
        _keys.Clear();
    }

    public void SetSeverityText(ReadOnlySpan<byte> text)
    {
        _severityText.Clear(KeptCapacity);
        _severityText.Append(text);
    }

    public void SetBody(ReadOnlySpan<byte> text)
    {
        _body.Clear(KeptCapacity);
        _body.WriteStringValue(text);
    }

    /// <summary>Takes time, severity and trace of another one.</summary>
    public void TakeHead(RecordDraft other)
    {
        (Time, Severity, HasTraceId, HasSpanId) = (other.Time, other.Severity, other.HasTraceId, other.HasSpanId);
        SetSeverityText(other._severityText.Written);
        other._traceId.CopyTo(_traceId, 0);
        other._spanId.CopyTo(_spanId, 0);
    }

    /// <summary>The body as a value that was written already.</summary>
    public void SetBodyValue(ReadOnlySpan<byte> value)
    {
        _body.Clear(KeptCapacity);
        _body.Append(value);
    }

    public bool TrySetTraceId(ReadOnlySpan<byte> hex) => !HasTraceId && (HasTraceId = TryReadId(hex, _traceId));

    public bool TrySetSpanId(ReadOnlySpan<byte> hex) => !HasSpanId && (HasSpanId = TryReadId(hex, _spanId));

    public void AddAttribute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text)
    {
        var valueSize = SizeOf(text.Length);
        if (TryBeginAttribute(key, valueSize))
        {
            _attributes.WriteStringValue(text);
        }
    }

    public void AddAttribute(ReadOnlySpan<byte> key, long number)
    {
        _number.Clear();
        _number.WriteIntValue(number);
        AddAttributeValue(key, _number.Written);
    }

    /// <summary>Adds an attribute whose value was written already, unless one of that name is there: names must be unique.</summary>
    public void AddAttributeValue(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (TryBeginAttribute(key, value.Length))
        {
            _attributes.Append(value);
        }
    }

    /// <summary>Writes the record as a field of the message that holds it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="field">The field's number.</param>
    /// <param name="origin">Attributes that were written already.</param>
    public void WriteTo(ByteBuffer output, int field, ReadOnlySpan<byte> origin)
    {
        output.WriteHeader(field, Size(origin.Length));
        if (Time != 0)
        {
            output.WriteFixed64(LogRecordFields.Time, Time);
        }

        if (Severity != Severity.Unspecified)
        {
            output.WriteVarint(LogRecordFields.SeverityNumber, (ulong)Severity);
        }

        WriteUnlessEmpty(output, LogRecordFields.SeverityText, _severityText.Written);
        WriteUnlessEmpty(output, LogRecordFields.Body, _body.Written);
        output.Append(_attributes.Written);
        output.Append(origin);
        WriteUnlessEmpty(output, LogRecordFields.TraceId, HasTraceId ? _traceId : []);
        WriteUnlessEmpty(output, LogRecordFields.SpanId, HasSpanId ? _spanId : []);
        output.WriteFixed64(LogRecordFields.ObservedTime, ObservedTime);
    }

    private int Size(int origin) =>
        (Time != 0 ? TimeSize : 0)
        + (Severity != Severity.Unspecified ? 2 : 0)
        + (_severityText.IsEmpty ? 0 : SizeOf(_severityText.Length))
        + (_body.IsEmpty ? 0 : SizeOf(_body.Length))
        + _attributes.Length + origin
        + (HasTraceId ? SizeOf(TraceIdLength) : 0)
        + (HasSpanId ? SizeOf(SpanIdLength) : 0)
        + TimeSize;

    private bool TryBeginAttribute(ReadOnlySpan<byte> key, int valueSize)
    {
        var hash = AttributeKeys.Hash(key);
        if (_keys.Contains(key, hash))
        {
            return false;
        }

        _attributes.WriteHeader(LogRecordFields.Attributes, SizeOf(key.Length) + SizeOf(valueSize));
        _attributes.WriteHeader(AnyValueWriting.Key, key.Length);
        _keys.Add(_attributes.Length, key.Length, hash);
        _attributes.Append(key);
        _attributes.WriteHeader(AnyValueWriting.Value, valueSize);
        return true;
    }

    private static void WriteUnlessEmpty(ByteBuffer output, int field, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            output.WriteBytes(field, bytes);
        }
    }

    private static bool TryReadId(ReadOnlySpan<byte> hex, Span<byte> id) =>
        hex.Length == id.Length * 2
        && Convert.FromHexString(hex, id, out _, out var written) == System.Buffers.OperationStatus.Done
        && written == id.Length
        && id.ContainsAnyExcept((byte)0);
}
