using System.Text.Json;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>What only the JSON console of Microsoft.Extensions.Logging has.</summary>
internal static class MicrosoftFields
{
    /// <summary>True for the values of a message, with the message once more and its template among them.</summary>
    public static bool IsState(ReadOnlySpan<byte> json)
    {
        var members = new JsonFields(json);
        while (members.TryRead(out var member))
        {
            if (member.Name.SequenceEqual(StructuredRecord.TemplateAttribute) || member.Name.SequenceEqual("Message"u8))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The scopes that ASP.NET Core opens hold the trace, when the logger was told to include it. True when there is nothing else to keep.</summary>
    public static bool TryAddScopes(RecordDraft record, in Field field)
    {
        if (field.Kind != FieldKind.Array)
        {
            return false;
        }

        var reader = new Utf8JsonReader(field.Text);
        var isEmpty = true;
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            isEmpty = false;
            var start = (int)reader.TokenStartIndex;
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            if (isObject)
            {
                AddTrace(record, field.Text[start..(int)reader.BytesConsumed]);
            }
        }

        return isEmpty;
    }

    private static void AddTrace(RecordDraft record, ReadOnlySpan<byte> scope)
    {
        var members = new JsonFields(scope);
        while (members.TryRead(out var member))
        {
            if (member.Kind == FieldKind.Text && member.Name.SequenceEqual("TraceId"u8))
            {
                record.TrySetTraceId(member.Text);
            }
            else if (member.Kind == FieldKind.Text && member.Name.SequenceEqual("SpanId"u8))
            {
                record.TrySetSpanId(member.Text);
            }
        }
    }
}
