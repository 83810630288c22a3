using System.Text.Json;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Lines that are a JSON object each.</summary>
internal sealed class JsonLineParser(StructuredRecord structured)
{
    public static bool LooksLikeJson(ReadOnlySpan<byte> line) => line.TrimStart(" \t"u8) is [(byte)'{', ..];

    /// <summary>False, with the record empty, when the line is not a JSON object and nothing else.</summary>
    public bool TryParse(ReadOnlySpan<byte> line, RecordDraft record)
    {
        structured.Begin(line);
        try
        {
            var fields = new JsonFields(line);
            while (fields.TryRead(out var field))
            {
                structured.Add(record, field, line);
            }

            structured.End(record, line);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Cut short, or an escape that stands for no character: whatever it is, it is shipped as text.
            record.Clear();
            return false;
        }
    }

    /// <summary>Time, severity and trace of an object whose end is missing, as far as they stand before it.</summary>
    public void ReadHead(ReadOnlySpan<byte> line, RecordDraft record, RecordDraft scratch)
    {
        structured.Begin(line);
        scratch.Clear();
        try
        {
            var fields = new JsonFields(line, isCut: true);
            while (fields.TryRead(out var field))
            {
                structured.Add(scratch, field, line);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What was understood until there is used.
        }

        record.TakeHead(scratch);
    }
}
