using System.Text.Json;
using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Reads the members of a JSON object one after the other.</summary>
/// <param name="json">An object and nothing else, in sound UTF-8.</param>
/// <param name="isCut">True when the end of the text is missing: then there are no more members where it is cut.</param>
internal ref struct JsonFields(ReadOnlySpan<byte> json, bool isCut = false)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private readonly bool _isCut = isCut;
    private Utf8JsonReader _reader = new(json, isFinalBlock: !isCut, default);
    private ByteBuffer? _name;
    private ByteBuffer? _text;
    private bool _isOpen;

    /// <summary>The next member; valid until the one after it.</summary>
    /// <exception cref="JsonException">The text is not a JSON object and nothing else.</exception>
    /// <exception cref="InvalidOperationException">A string holds an escape that is no character.</exception>
    public bool TryRead(out Field field)
    {
        field = default;
        if (!_isOpen)
        {
            _isOpen = _reader.Read() && (_reader.TokenType == JsonTokenType.StartObject || Throw());
        }

        if (!_reader.Read() || _reader.TokenType != JsonTokenType.PropertyName)
        {
            return !_isCut && _reader.Read() && Throw();
        }

        var name = _reader.ValueIsEscaped ? Unescape(ref _name) : _reader.ValueSpan;
        return _reader.Read() && TryReadValue(name, out field);
    }

    private bool TryReadValue(ReadOnlySpan<byte> name, out Field field)
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.String:
                field = new() { Kind = FieldKind.Text, Name = name, Text = _reader.ValueIsEscaped ? Unescape(ref _text) : _reader.ValueSpan };
                return true;
            case JsonTokenType.Number:
                field = _reader.TryGetInt64(out var number)
                    ? new() { Kind = FieldKind.Integer, Name = name, Text = _reader.ValueSpan, Integer = number }
                    : new() { Kind = FieldKind.Number, Name = name, Text = _reader.ValueSpan };
                return true;
            case JsonTokenType.True or JsonTokenType.False:
                field = new() { Kind = FieldKind.Bool, Name = name, Text = _reader.ValueSpan, Integer = _reader.TokenType == JsonTokenType.True ? 1 : 0 };
                return true;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var kind = _reader.TokenType == JsonTokenType.StartObject ? FieldKind.Object : FieldKind.Array;
                var start = (int)_reader.TokenStartIndex;
                if (!_reader.TrySkip())
                {
                    field = default;
                    return false;
                }

                field = new() { Kind = kind, Name = name, Text = _json[start..(int)_reader.BytesConsumed] };
                return true;
            default:
                field = new() { Kind = FieldKind.Null, Name = name, Text = _reader.ValueSpan };
                return true;
        }
    }

    private readonly ReadOnlySpan<byte> Unescape(scoped ref ByteBuffer? buffer)
    {
        buffer ??= new(_reader.ValueSpan.Length);
        buffer.Clear();
        buffer.Advance(_reader.CopyString(buffer.Reserve(_reader.ValueSpan.Length)));
        return buffer.Written;
    }

    private static bool Throw() => throw new JsonException("It is not an object and nothing else.");
}
