using System.Text;
using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Makes a record of the fields of a structured line. A field that does not hold what its name promises stays an attribute.</summary>
internal sealed class StructuredRecord(TimestampReader timestamps)
{
    private const int KeptCapacity = 256 * 1024;

    private readonly ByteBuffer _value = new(1024);
    private readonly ByteBuffer _template = new();
    private readonly ByteBuffer _message = new();
    private readonly ByteBuffer _name = new();
    private bool _hasCompactTime;
    private bool _hasFormatted;
    private bool _isGelf;
    private bool _isMongo;
    private (int Start, int Length) _renderings;

    /// <summary>The template of the text, under the name that .NET's logging gives it and that viewers know.</summary>
    public static ReadOnlySpan<byte> TemplateAttribute => "{OriginalFormat}"u8;

    public void Begin(ReadOnlySpan<byte> line)
    {
        (_hasCompactTime, _hasFormatted, _isMongo, _renderings) = (false, false, false, default);
        _isGelf = line.IndexOf("\"short_message\""u8) >= 0;
        _template.Clear(KeptCapacity);
        _message.Clear(KeptCapacity);
    }

    /// <summary>Takes a field.</summary>
    /// <param name="record">The record to fill.</param>
    /// <param name="field">The field.</param>
    /// <param name="line">The line, of which the text of an object or array is a part.</param>
    public void Add(RecordDraft record, in Field field, ReadOnlySpan<byte> line)
    {
        var role = FieldRoles.Of(field.Name);
        switch (role)
        {
            case FieldRole.Attribute:
                AddAttribute(record, field);
                break;
            case FieldRole.Template when _template.IsEmpty && field.Kind == FieldKind.Text:
                _template.Append(field.Text);
                record.AddAttribute(TemplateAttribute, field.Text);
                break;
            case FieldRole.Renderings when field.Kind == FieldKind.Array:
                _renderings = (line.Overlaps(field.Text, out var start) ? start : 0, field.Text.Length);
                break;
            default:
                if (!TryUse(record, role, field))
                {
                    AddAttribute(record, field);
                }

                break;
        }
    }

    /// <summary>Gives the record what follows from all fields together.</summary>
    /// <param name="record">The record to fill.</param>
    /// <param name="line">The line: the body, when no field is one.</param>
    public void End(RecordDraft record, ReadOnlySpan<byte> line)
    {
        if (!record.HasBody)
        {
            var rendered = _template.IsEmpty || !JsonLineParser.LooksLikeJson(line) ? null : MessageTemplate.Render(Encoding.UTF8.GetString(_template.Written), line, line.Slice(_renderings.Start, _renderings.Length));
            record.SetBody(rendered ?? line);
        }

        if (record.Severity == Severity.Unspecified && _hasCompactTime && !record.HasSeverityText)
        {
            // Serilog's compact format leaves the level out when it is this one.
            record.Severity = Severity.Info;
            record.SetSeverityText("Information"u8);
        }
    }

    private bool TryUse(RecordDraft record, FieldRole role, in Field field) => role switch
    {
        FieldRole.Time => TrySetTime(record, field),
        FieldRole.Level => TrySetLevel(record, field),
        FieldRole.LevelNumber => TrySetLevelNumber(record, field),
        FieldRole.Letter => TrySetLetter(record, field),
        FieldRole.Message => TrySetBody(record, field),
        FieldRole.FormattedMessage => TrySetFormatted(record, field),
        FieldRole.Exception => ExceptionFields.TryAdd(record, field),
        FieldRole.ExceptionType => ExceptionFields.TryAddText(record, ExceptionText.Type, field),
        FieldRole.ExceptionMessage => ExceptionFields.TryAddText(record, ExceptionText.Message, field),
        FieldRole.StackTrace => ExceptionFields.TryAddText(record, ExceptionText.StackTrace, field),
        FieldRole.TraceId => field.Kind == FieldKind.Text && record.TrySetTraceId(field.Text),
        FieldRole.SpanId => field.Kind == FieldKind.Text && record.TrySetSpanId(field.Text),
        FieldRole.State => TryAddState(record, field),
        FieldRole.Scopes => MicrosoftFields.TryAddScopes(record, field),
        FieldRole.Group => TryAddGroup(record, field),
        _ => false,
    };

    private void AddAttribute(RecordDraft record, in Field field)
    {
        // By the specification of GELF, the fields of the user are those with a line in front.
        var name = _isGelf && field.Name is [(byte)'_', _, ..] ? field.Name[1..] : field.Name;
        if (field.Kind == FieldKind.Text)
        {
            record.AddAttribute(name, field.Text);
            return;
        }

        record.AddAttributeValue(name, Value(field));
    }

    private bool TrySetTime(RecordDraft record, in Field field)
    {
        ulong nanoseconds = 0;
        var known = record.Time == 0 && field.Kind switch
        {
            FieldKind.Text => timestamps.TryParse(field.Text, out nanoseconds),
            FieldKind.Integer or FieldKind.Number => UnixNanoseconds.TryOf(field.Text, out nanoseconds),
            FieldKind.Object => TryReadTimeObject(field.Text, out nanoseconds),
            _ => false,
        };
        record.Time = known ? nanoseconds : record.Time;
        _hasCompactTime |= field.Name is [(byte)'@', (byte)'t'];
        return known;
    }

    // log4j2: {"epochSecond":1,"nanoOfSecond":2}; MongoDB: {"$date":"2026-01-31T12:34:56.789+00:00"}.
    private bool TryReadTimeObject(ReadOnlySpan<byte> json, out ulong nanoseconds)
    {
        nanoseconds = 0;
        var (second, nanosecond, known) = (0L, 0L, false);
        var members = new JsonFields(json);
        while (members.TryRead(out var member))
        {
            if (member.Name.SequenceEqual("$date"u8))
            {
                known = _isMongo = member.Kind == FieldKind.Text && timestamps.TryParse(member.Text, out nanoseconds);
            }
            else if (member.Name.SequenceEqual("epochSecond"u8))
            {
                second = member.Integer;
            }
            else if (member.Name.SequenceEqual("nanoOfSecond"u8))
            {
                nanosecond = member.Integer;
            }
        }

        return known || UnixNanoseconds.TryOf(second, nanosecond, out nanoseconds);
    }

    private static bool TrySetLevel(RecordDraft record, in Field field)
    {
        var number = Severity.Unspecified;
        var known = !record.HasSeverityText && field.Kind switch
        {
            FieldKind.Text => SeverityWords.TryGetField(field.Text.Trim(" \t"u8), out number) || field.Text.Length > 0,
            FieldKind.Integer => SeverityWords.TryGet(field.Integer, out number),
            _ => false,
        };
        if (known)
        {
            record.SetSeverityText(field.Text);
            record.Severity = record.Severity == Severity.Unspecified ? number : record.Severity;
        }

        return known;
    }

    private static bool TrySetLevelNumber(RecordDraft record, in Field field)
    {
        var known = field is { Kind: FieldKind.Integer, Integer: >= (int)Severity.Trace and <= (int)Severity.Fatal4 };
        record.Severity = known ? (Severity)field.Integer : record.Severity;
        return known;
    }

    // "s":"I", also "D1" to "D5": MongoDB, which writes its time first.
    private bool TrySetLetter(RecordDraft record, in Field field)
    {
        if (!_isMongo || field.Kind != FieldKind.Text || field.Text is not ([_] or [(byte)'D', >= (byte)'1' and <= (byte)'5']) || SeverityWords.OfLetter(field.Text[0]) is not (var severity and not Severity.Unspecified))
        {
            return false;
        }

        record.Severity = severity;
        record.SetSeverityText(field.Text);
        return true;
    }

    private bool TrySetBody(RecordDraft record, in Field field)
    {
        if (_hasFormatted && field.Kind == FieldKind.Text)
        {
            record.AddAttribute(TemplateAttribute, field.Text);
            return true;
        }

        if (record.HasBody || field.Kind == FieldKind.Null)
        {
            return false;
        }

        record.SetBodyValue(Value(field));
        if (field.Kind == FieldKind.Text)
        {
            _message.Append(field.Text);
        }

        return true;
    }

    // Logback's JSON encoder: this is the text, and the field 'message', which may have come before, its template.
    private bool TrySetFormatted(RecordDraft record, in Field field)
    {
        if (field.Kind != FieldKind.Text || _hasFormatted)
        {
            return false;
        }

        _hasFormatted = true;
        if (!_message.IsEmpty)
        {
            record.AddAttribute(TemplateAttribute, _message.Written);
        }

        record.SetBody(field.Text);
        return true;
    }

    private bool TryAddState(RecordDraft record, in Field field)
    {
        if (field.Kind != FieldKind.Object || !MicrosoftFields.IsState(field.Text))
        {
            return false;
        }

        var members = new JsonFields(field.Text);
        while (members.TryRead(out var member))
        {
            // The message stands once more among the values of its holes.
            if (!member.Name.SequenceEqual("Message"u8))
            {
                record.AddAttributeValue(member.Name, Value(member));
            }
        }

        return true;
    }

    private bool TryAddGroup(RecordDraft record, in Field field)
    {
        if (field.Kind != FieldKind.Object)
        {
            return false;
        }

        var length = field.Name.Length;
        _name.Clear();
        _name.Append(field.Name);
        _name.Append((byte)'.');
        var members = new JsonFields(field.Text);
        while (members.TryRead(out var member))
        {
            _name.Truncate(length + 1);
            _name.Append(member.Name);
            var named = new Field { Kind = member.Kind, Name = _name.Written, Text = member.Text, Integer = member.Integer };
            if (FieldRoles.Of(named.Name) is not (var role and not FieldRole.Attribute and not FieldRole.Group) || !TryUse(record, role, named))
            {
                record.AddAttributeValue(named.Name, Value(named));
            }
        }

        return true;
    }

    private ReadOnlySpan<byte> Value(in Field field)
    {
        _value.Clear(KeptCapacity);
        JsonValueWriter.Write(_value, field);
        return _value.Written;
    }
}
