using System.Globalization;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Collects the pieces of a reference expression in the order in which they appear.</summary>
internal sealed class ReferenceExpressionParts(int capacity = 64)
{
    private readonly StringBuilder _format = new(capacity);
    private readonly List<IValueProvider> _values = [];
    private readonly List<string> _expressions = [];
    private readonly List<string?> _formats = [];

    public bool IsEmpty => _format.Length == 0;

    public void AppendRaw(string? text) => _format.Append(text);

    /// <summary>Appends a text in which braces mean themselves. Braces that are doubled already stay as they are.</summary>
    public void AppendEscaped(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            _format.Append(text[i]);
            if (text[i] is '{' or '}')
            {
                _format.Append(text[i]);
                i += i + 1 < text.Length && text[i + 1] == text[i] ? 1 : 0;
            }
        }
    }

    public void AppendValue(IValueProvider value, string expression, string? format)
    {
        _format.Append(CultureInfo.InvariantCulture, $"{{{_values.Count}}}");
        _values.Add(value);
        _expressions.Add(expression);
        _formats.Add(format);
    }

    public ReferenceExpression Build() => new(_format.ToString(), [.. _values], [.. _expressions], [.. _formats]);
}
