using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Puts a <see cref="ReferenceExpression"/> together piece by piece.</summary>
public partial class ReferenceExpressionBuilder
{
    internal const string NoFormatOnExpressions
        = "ReferenceExpression instances can't be used in interpolated string with a custom format. Duplicate the inner expression in-place.";

    private readonly ReferenceExpressionParts _parts = new();

    /// <summary>Gets whether nothing was appended.</summary>
    public bool IsEmpty => _parts.IsEmpty;

    /// <summary>Appends an interpolated string.</summary>
    /// <param name="handler">The interpolated string, which has appended itself already.</param>
#pragma warning disable CA1822 // The compiler hands this instance to the handler.
    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler)
    {
    }
#pragma warning restore CA1822

    /// <summary>Appends a text in which braces stand for placeholders and have to be doubled to mean themselves.</summary>
    /// <param name="value">The text.</param>
    public void AppendLiteral(string value)
    {
        ArgumentNullException.ThrowIfNull(value);

        _parts.AppendRaw(value);
    }

    /// <summary>Appends a fixed text.</summary>
    /// <param name="value">The text.</param>
    public void AppendFormatted(string? value) => AppendFormatted(value, format: null);

    /// <summary>Appends a fixed text.</summary>
    /// <param name="value">The text.</param>
    /// <param name="format">The format, <c>uri</c> or none.</param>
    public void AppendFormatted(string? value, string? format = null) => _parts.AppendRaw(ValueFormats.Apply(value, format));

    /// <summary>Appends a value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="valueProvider">The value.</param>
    public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider, format: null);

    /// <summary>Appends a value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="valueProvider">The value.</param>
    /// <param name="format">The format, <c>uri</c> or none.</param>
    public void AppendFormatted<T>(T valueProvider, string? format) where T : IValueProvider, IManifestExpressionProvider
        => _parts.AppendValue(valueProvider, valueProvider.ValueExpression, format);

    /// <summary>Refuses a format on an expression, whose own values would have to take it.</summary>
    /// <param name="valueProvider">The expression.</param>
    /// <param name="format">The format.</param>
    [Obsolete(NoFormatOnExpressions, error: true)]
    public void AppendFormatted(ReferenceExpression valueProvider, string format) => throw new InvalidOperationException(NoFormatOnExpressions);

    /// <summary>Appends a value, or the value of a resource.</summary>
    /// <param name="valueProvider">An object that is both <see cref="IValueProvider"/> and <see cref="IManifestExpressionProvider"/>, or a builder of such a resource.</param>
    /// <param name="format">The format, <c>uri</c> or none.</param>
    /// <exception cref="ArgumentException">The object is not a value.</exception>
    public void AppendValueProvider(object valueProvider, string? format = null)
    {
        ArgumentNullException.ThrowIfNull(valueProvider);

        var value = valueProvider is IResourceBuilder<IResource> builder ? builder.Resource : valueProvider;
        if (value is not IValueProvider provider)
        {
            throw new ArgumentException("Object must implement IValueProvider", nameof(valueProvider));
        }

        if (value is not IManifestExpressionProvider expression)
        {
            throw new ArgumentException("Object must implement IManifestExpressionProvider", nameof(valueProvider));
        }

        _parts.AppendValue(provider, expression.ValueExpression, format);
    }

    /// <summary>Gets the expression.</summary>
    /// <returns>The expression.</returns>
    public ReferenceExpression Build() => _parts.Build();
}
