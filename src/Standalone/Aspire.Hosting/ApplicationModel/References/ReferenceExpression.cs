using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text with values in it that are known later, such as addresses and parameters.</summary>
/// <example>
/// <code>
/// var url = ReferenceExpression.Create($"{api.GetEndpoint("http")}/v1?key={key:uri}");
/// </code>
/// </example>
[DebuggerDisplay("{ValueExpression,nq}")]
public partial class ReferenceExpression : IExpressionValue, IValueWithReferences
{
    /// <summary>The expression without a value.</summary>
    public static readonly ReferenceExpression Empty = new("", [], [], []);

    private readonly string? _conditionalName;

    internal ReferenceExpression(string format, IValueProvider[] values, string[] expressions, string?[] formats)
    {
        Format = format;
        ValueProviders = values;
        ManifestExpressions = expressions;
        StringFormats = formats;
    }

    private ReferenceExpression(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
        : this("", [.. whenTrue.ValueProviders, .. whenFalse.ValueProviders], [], [])
    {
        Condition = condition;
        MatchValue = matchValue;
        WhenTrue = whenTrue;
        WhenFalse = whenFalse;
        _conditionalName = NameConditional(condition, matchValue, whenTrue, whenFalse);
    }

    /// <summary>Gets the text with numbered placeholders, as <see cref="string.Format(string, object[])"/> takes it.</summary>
    public string Format { get; }

    /// <summary>Gets the placeholders for publishing, one for each value.</summary>
    public IReadOnlyList<string> ManifestExpressions { get; }

    /// <summary>Gets the formats of the values; <c>uri</c> escapes a value for use in a URL.</summary>
    public IReadOnlyList<string?> StringFormats { get; }

    /// <summary>Gets the values.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>Gets whether the expression chooses between two others.</summary>
    public bool IsConditional => Condition is not null;

    /// <summary>Gets the value that decides.</summary>
    public IValueProvider? Condition { get; }

    /// <summary>Gets the text that <see cref="Condition"/> is compared with, regardless of case.</summary>
    public string? MatchValue { get; }

    /// <summary>Gets the expression for a match.</summary>
    public ReferenceExpression? WhenTrue { get; }

    /// <summary>Gets the expression for no match.</summary>
    public ReferenceExpression? WhenFalse { get; }

    /// <summary>Gets the text with the placeholders for publishing.</summary>
    public string ValueExpression
        => _conditionalName is null ? string.Format(CultureInfo.InvariantCulture, Format, [.. ManifestExpressions]) : $"{{{_conditionalName}.connectionString}}";

    IEnumerable<object> IValueWithReferences.References
    {
        get
        {
            if (Condition is null)
            {
                return ValueProviders;
            }

            var ofCondition = Condition is IValueWithReferences composed ? composed.References : [];
            return [Condition, .. ofCondition, .. ((IValueWithReferences)WhenTrue!).References, .. ((IValueWithReferences)WhenFalse!).References];
        }
    }

    /// <summary>Creates an expression from an interpolated string.</summary>
    /// <param name="handler">The interpolated string.</param>
    /// <returns>The expression.</returns>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.Build();

    /// <summary>Creates an expression that chooses between two others when its value is asked for.</summary>
    /// <param name="condition">The value that decides.</param>
    /// <param name="matchValue">The text it is compared with, regardless of case.</param>
    /// <param name="whenTrue">The expression for a match.</param>
    /// <param name="whenFalse">The expression for no match.</param>
    /// <returns>The expression.</returns>
    public static ReferenceExpression CreateConditional(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(matchValue);
        ArgumentNullException.ThrowIfNull(whenTrue);
        ArgumentNullException.ThrowIfNull(whenFalse);

        return new ReferenceExpression(condition, matchValue, whenTrue, whenFalse);
    }

    /// <summary>Gets the text as the host sees it, waiting for its values.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The text; <see langword="null"/> for an empty expression.</returns>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <summary>Gets the text as a consumer sees it, waiting for its values.</summary>
    /// <param name="context">Says who the consumer is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The text; <see langword="null"/> for an empty expression.</returns>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        var resolved = await ResolveAsync(
            async value => new ResolvedValue(await value.GetValueAsync(context, cancellationToken).ConfigureAwait(false), IsSensitive: false)).ConfigureAwait(false);
        return resolved.Value;
    }

    /// <summary>Puts the expression together from values that the caller resolves; one sensitive value makes the whole sensitive.</summary>
    internal async ValueTask<ResolvedValue> ResolveAsync(Func<IValueProvider, ValueTask<ResolvedValue>> resolve)
    {
        if (Condition is not null)
        {
            var decided = await resolve(Condition).ConfigureAwait(false);
            var matches = string.Equals(decided.Value, MatchValue, StringComparison.OrdinalIgnoreCase);
            return await (matches ? WhenTrue! : WhenFalse!).ResolveAsync(resolve).ConfigureAwait(false);
        }

        if (Format.Length == 0)
        {
            return new ResolvedValue(null, IsSensitive: false);
        }

        var isSensitive = false;
        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var resolved = await resolve(ValueProviders[i]).ConfigureAwait(false);
            values[i] = ValueFormats.Apply(resolved.Value, StringFormats[i]);
            isSensitive |= resolved.IsSensitive;
        }

        return new ResolvedValue(string.Format(CultureInfo.InvariantCulture, Format, values), isSensitive);
    }

    /// <summary>A name that is the same in every run, so that published output is stable.</summary>
    private static string NameConditional(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        var expression = (condition as IManifestExpressionProvider)?.ValueExpression ?? condition.GetType().Name;
        var words = string.Concat(expression.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', expression, whenTrue.ValueExpression, whenFalse.ValueExpression, matchValue)));
        return $"cond-{string.Join('-', words)}-{Convert.ToHexStringLower(hash.AsSpan(0, 4))}";
    }
}
