using System.Collections.ObjectModel;
using OpenTelemetry.Proto.Common.V1;

namespace Aspire.Dashboard.Otlp.Reading;

/// <summary>Texts and attributes within the limits of the receiver.</summary>
internal sealed class AttributeReader(OtlpServerOptions limits)
{
    public IReadOnlyDictionary<string, string> Read(IReadOnlyList<KeyValue> attributes)
    {
        if (attributes.Count == 0)
        {
            return ReadOnlyDictionary<string, string>.Empty;
        }

        var read = new Dictionary<string, string>(Math.Min(attributes.Count, limits.MaxAttributes), StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            var key = Text(attribute.Key);
            if (key.Length > 0 && (read.Count < limits.MaxAttributes || read.ContainsKey(key)))
            {
                read[key] = Text(attribute.Value);
            }
        }

        return read;
    }

    public string Text(AnyValue? value) => Text(AnyValueText.Of(value));

    public string Text(string text)
    {
        if (text.Length <= limits.MaxTextLength)
        {
            return text;
        }

        var end = limits.MaxTextLength;
        return text[..(end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)];
    }

    public string? TextOrNull(string? text) => string.IsNullOrEmpty(text) ? null : Text(text);
}
