namespace Catalog.Api;

/// <summary>What came of asking for prices in another currency.</summary>
internal abstract record PriceConversion
{
    /// <param name="Amounts">In the order in which they were asked for.</param>
    public sealed record Converted(IReadOnlyList<decimal> Amounts) : PriceConversion;

    public sealed record UnknownCurrency : PriceConversion;

    public sealed record Unavailable : PriceConversion;
}
