using System.Text;
using System.Text.Json;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Fills in message templates (messagetemplates.org), for lines that carry the template and the values but not the text.</summary>
internal static class MessageTemplate
{
    /// <param name="template">The template, such as <c>Order {Id} took {Elapsed:0.0} ms</c>.</param>
    /// <param name="line">The object with the values by name. A hole without one stays as it is.</param>
    /// <param name="renderings">An array with the texts of those holes that have a format, in order; empty when there is none.</param>
    public static byte[] Render(string template, ReadOnlySpan<byte> line, ReadOnlySpan<byte> renderings)
    {
        var values = ReadValues(line);
        var rendered = new Queue<string>(renderings.IsEmpty ? [] : ReadItems(renderings));
        var text = new StringBuilder(template.Length * 2);
        var rest = template.AsSpan();
        while (rest.IndexOfAny('{', '}') is var at and >= 0)
        {
            text.Append(rest[..at]);
            rest = rest[at..];
            if (rest is ['{', '{', ..] or ['}', '}', ..])
            {
                text.Append(rest[0]);
                rest = rest[2..];
                continue;
            }

            var length = rest[0] == '{' ? rest.IndexOf('}') + 1 : 1;
            length = length == 0 ? rest.Length : length;
            text.Append(Fill(rest[..length], values, rendered));
            rest = rest[length..];
        }

        return Encoding.UTF8.GetBytes(text.Append(rest).ToString());
    }

    private static string Fill(ReadOnlySpan<char> hole, Dictionary<string, string> values, Queue<string> renderings)
    {
        var inner = hole.Trim("{}");
        if (inner.Contains(':') && renderings.TryDequeue(out var rendered))
        {
            return rendered;
        }

        var end = inner.IndexOfAny(',', ':');
        var name = (end < 0 ? inner : inner[..end]).TrimStart("@$").ToString();
        return values.TryGetValue(name, out var value) ? value : hole.ToString();
    }

    private static Dictionary<string, string> ReadValues(ReadOnlySpan<byte> line)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var fields = new JsonFields(line);
        while (fields.TryRead(out var field))
        {
            var value = field.Kind == FieldKind.Text ? Encoding.UTF8.GetString(field.Text) : JsonText.Of(field.Text);
            values.TryAdd(Encoding.UTF8.GetString(field.Name), value);
        }

        return values;
    }

    private static List<string> ReadItems(ReadOnlySpan<byte> array)
    {
        var items = new List<string>();
        var reader = new Utf8JsonReader(array);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(JsonText.Of(ref reader));
        }

        return items;
    }
}
