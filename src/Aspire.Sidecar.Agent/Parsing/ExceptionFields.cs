namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Exceptions that are fields of structured lines: a text, or an object with the parts.</summary>
internal static class ExceptionFields
{
    public static bool TryAdd(RecordDraft record, in Field field)
    {
        switch (field.Kind)
        {
            case FieldKind.Text:
                if (field.Text.Length > 0)
                {
                    ExceptionText.AddField(record, field.Text);
                }

                return true;
            case FieldKind.Object:
                return AddMembers(record, field);
            default:
                return field.Kind == FieldKind.Null;
        }
    }

    public static bool TryAddText(RecordDraft record, ReadOnlySpan<byte> attribute, in Field field)
    {
        if (field.Kind == FieldKind.Text)
        {
            record.AddAttribute(attribute, field.Text);
        }

        return field.Kind == FieldKind.Text;
    }

    // Whatever has no place of its own stays with the whole: the object becomes an attribute as well.
    private static bool AddMembers(RecordDraft record, in Field field)
    {
        var all = true;
        var members = new JsonFields(field.Text);
        while (members.TryRead(out var member))
        {
            ReadOnlySpan<byte> attribute = FieldRoles.OfExceptionMember(member.Name) switch
            {
                FieldRole.ExceptionType => ExceptionText.Type,
                FieldRole.ExceptionMessage => ExceptionText.Message,
                FieldRole.StackTrace => ExceptionText.StackTrace,
                _ => [],
            };
            if (attribute.IsEmpty || member.Kind != FieldKind.Text)
            {
                all = false;
                continue;
            }

            record.AddAttribute(attribute, member.Text);
        }

        return all;
    }
}
