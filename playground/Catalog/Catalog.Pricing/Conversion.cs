namespace Catalog.Pricing;

/// <summary>The answer of <c>/convert</c>: each amount asked for, in both currencies.</summary>
internal sealed record Conversion(string From, string To, decimal Rate, IReadOnlyList<ConvertedAmount> Amounts);

internal readonly record struct ConvertedAmount(decimal From, decimal To);
