using System.Buffers;
using System.Text;
using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Makes a record of the fields of a structured line. A field that does not hold what its name promises stays an attribute.</summary>
internal sealed class StructuredRecord(TimestampReader timestamps)
{
    /// <summary>The template of the text, under the name that .NET's logging gives it and that viewers know.</summary>
    public const string TemplateAttribute = "{OriginalFormat}";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <param name="record">The record to fill.</param>
    /// <param name="fields">The fields of the line.</param>
    /// <param name="line">The line in UTF-8: the body, when no field is one.</param>
    public void Fill(LogRecord record, IReadOnlyCollection<KeyValue> fields, ReadOnlySpan<byte> line)
    {
        AnyValue? template = null;
        IEnumerable<AnyValue> renderings = [];
        foreach (var field in fields)
        {
            switch (FieldRoles.Of(field.Key))
            {
                case FieldRole.Template when template is null && field.Value.HasStringValue:
                    template = field.Value;
                    record.AddAttribute(TemplateAttribute, template);
                    break;
                case FieldRole.Renderings when field.Value.ArrayValue is not null:
                    renderings = field.Value.ArrayValue.Values;
                    break;
                case var role when !TryUse(record, role, field.Value):
                    record.AddAttribute(field.Key, field.Value);
                    break;
                default:
                    break;
            }
        }

        record.Body ??= AnyValues.Of(template is null ? Encoding.UTF8.GetString(line) : MessageTemplate.Render(template.StringValue, fields, renderings));
        if (record.SeverityNumber == SeverityNumber.Unspecified && fields.Any(field => field.Key == "@t"))
        {
            // Serilog's compact format leaves the level out when it is this one.
            (record.SeverityNumber, record.SeverityText) = (SeverityNumber.Info, "Information");
        }
    }

    private bool TryUse(LogRecord record, FieldRole role, AnyValue value) => role switch
    {
        FieldRole.Time => record.TimeUnixNano == 0 && TrySetTime(record, value),
        FieldRole.Level => record.SeverityText.Length == 0 && TrySetLevel(record, value),
        FieldRole.LevelNumber => TrySetLevelNumber(record, value),
        FieldRole.Message => TrySetBody(record, value),
        FieldRole.Exception => TryAddException(record, value),
        FieldRole.StackTrace => TryAddStackTrace(record, value),
        FieldRole.TraceId => record.TraceId.IsEmpty && TryReadId(value, 16, out var id) && (record.TraceId = id) is not null,
        FieldRole.SpanId => record.SpanId.IsEmpty && TryReadId(value, 8, out var id) && (record.SpanId = id) is not null,
        FieldRole.State => TryAddState(record, value),
        FieldRole.Scopes => TryAddScopes(record, value),
        _ => false,
    };

    private bool TrySetTime(LogRecord record, AnyValue value)
    {
        ulong nanoseconds = 0;
        var known = value.ValueCase switch
        {
            AnyValue.ValueOneofCase.StringValue => timestamps.TryParse(value.StringValue, out nanoseconds),
            AnyValue.ValueOneofCase.IntValue => UnixNanoseconds.TryOf(value.IntValue, out nanoseconds),
            AnyValue.ValueOneofCase.DoubleValue => double.Abs(value.DoubleValue) < 1e20 && UnixNanoseconds.TryOf((decimal)value.DoubleValue, out nanoseconds),
            _ => false,
        };
        record.TimeUnixNano = known ? nanoseconds : record.TimeUnixNano;
        return known;
    }

    private static bool TrySetLevel(LogRecord record, AnyValue value)
    {
        var number = SeverityNumber.Unspecified;
        var known = value.ValueCase switch
        {
            AnyValue.ValueOneofCase.StringValue => SeverityWords.TryGet(value.StringValue.AsSpan().Trim(), out number) || value.StringValue.Length > 0,
            AnyValue.ValueOneofCase.IntValue => SeverityWords.TryGet(value.IntValue, out number),
            _ => false,
        };
        if (known)
        {
            record.SeverityText = value.ToText();
            record.SeverityNumber = record.SeverityNumber == SeverityNumber.Unspecified ? number : record.SeverityNumber;
        }

        return known;
    }

    private static bool TrySetLevelNumber(LogRecord record, AnyValue value)
    {
        var known = value is { HasIntValue: true, IntValue: >= 1 and <= 24 };
        record.SeverityNumber = known ? (SeverityNumber)value.IntValue : record.SeverityNumber;
        return known;
    }

    private static bool TrySetBody(LogRecord record, AnyValue value)
    {
        var known = record.Body is null && value.ValueCase != AnyValue.ValueOneofCase.None;
        record.Body = known ? value : record.Body;
        return known;
    }

    private static bool TryAddException(LogRecord record, AnyValue value)
    {
        switch (value.ValueCase)
        {
            case AnyValue.ValueOneofCase.StringValue:
                if (value.StringValue.Length > 0)
                {
                    ExceptionText.AddField(record, value.StringValue);
                }

                return true;
            case AnyValue.ValueOneofCase.KvlistValue:
                return AddExceptionMembers(record, value.KvlistValue.Values);
            default:
                return value.ValueCase == AnyValue.ValueOneofCase.None;
        }
    }

    private static bool AddExceptionMembers(LogRecord record, IReadOnlyCollection<KeyValue> members)
    {
        var all = true;
        foreach (var member in members)
        {
            var name = member.Key.ToUpperInvariant() switch
            {
                "TYPE" or "NAME" or "CLASS" or "CLASSNAME" => ExceptionText.Type,
                "MESSAGE" or "MSG" => ExceptionText.Message,
                "STACK" or "STACKTRACE" or "STACK_TRACE" or "STACKTRACESTRING" => ExceptionText.StackTrace,
                _ => null,
            };
            all &= name is not null;
            if (name is not null && member.Value.HasStringValue)
            {
                record.AddAttribute(name, member.Value);
            }
        }

        return all;
    }

    private static bool TryAddStackTrace(LogRecord record, AnyValue value)
    {
        if (value.HasStringValue)
        {
            record.AddAttribute(ExceptionText.StackTrace, value);
        }

        return value.HasStringValue;
    }

    private static bool TryReadId(AnyValue value, int bytes, out ByteString id)
    {
        id = ByteString.Empty;
        var text = value.StringValue;
        if (text.Length != bytes * 2 || text.AsSpan().ContainsAnyExcept(HexDigits) || !text.AsSpan().ContainsAnyExcept('0'))
        {
            return false;
        }

        id = ByteString.CopyFrom(Convert.FromHexString(text));
        return true;
    }

    // Microsoft's JSON console: the values of the message, the message once more, and its template.
    private static bool TryAddState(LogRecord record, AnyValue value)
    {
        if (value.KvlistValue is null || !value.KvlistValue.Values.Any(member => member.Key is TemplateAttribute or "Message"))
        {
            return false;
        }

        foreach (var member in value.KvlistValue.Values.Where(member => member.Key != "Message"))
        {
            record.AddAttribute(member.Key, member.Value);
        }

        return true;
    }

    // The scopes that ASP.NET Core opens hold the trace, when the logger was told to include it.
    private static bool TryAddScopes(LogRecord record, AnyValue value)
    {
        if (value.ArrayValue is null)
        {
            return false;
        }

        foreach (var member in value.ArrayValue.Values.SelectMany(scope => scope.KvlistValue?.Values ?? []))
        {
            if (member.Key == "TraceId" && record.TraceId.IsEmpty && TryReadId(member.Value, 16, out var traceId))
            {
                record.TraceId = traceId;
            }
            else if (member.Key == "SpanId" && record.SpanId.IsEmpty && TryReadId(member.Value, 8, out var spanId))
            {
                record.SpanId = spanId;
            }
        }

        return value.ArrayValue.Values.Count == 0;
    }
}
