using System.Text;
using OpenTelemetry.Proto.Common.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Fills in message templates (messagetemplates.org), for lines that carry the template and the values but not the text.</summary>
internal static class MessageTemplate
{
    /// <param name="template">The template, such as <c>Order {Id} took {Elapsed:0.0} ms</c>.</param>
    /// <param name="fields">The values by name. A hole without one stays as it is.</param>
    /// <param name="renderings">The texts of those holes that have a format, in order.</param>
    public static string Render(string template, IReadOnlyCollection<KeyValue> fields, IEnumerable<AnyValue> renderings)
    {
        var text = new StringBuilder(template.Length * 2);
        using var rendered = renderings.GetEnumerator();
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
            text.Append(Fill(rest[..length], fields, rendered));
            rest = rest[length..];
        }

        return text.Append(rest).ToString();
    }

    private static string Fill(ReadOnlySpan<char> hole, IReadOnlyCollection<KeyValue> fields, IEnumerator<AnyValue> renderings)
    {
        var inner = hole.Trim("{}");
        if (inner.Contains(':') && renderings.MoveNext())
        {
            return renderings.Current.ToText();
        }

        var end = inner.IndexOfAny(',', ':');
        var name = (end < 0 ? inner : inner[..end]).TrimStart("@$").ToString();
        return fields.FirstOrDefault(field => field.Key == name)?.Value.ToText() ?? hole.ToString();
    }
}
