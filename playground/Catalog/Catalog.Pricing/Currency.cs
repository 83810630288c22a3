using System.Collections.Frozen;

namespace Catalog.Pricing;

/// <param name="Code">Three letters, by ISO 4217.</param>
/// <param name="PerEuro">What one euro is worth.</param>
/// <param name="Decimals">How many digits its prices have after the point.</param>
internal sealed record Currency(string Code, decimal PerEuro, int Decimals = 2)
{
    public static FrozenDictionary<string, Currency> All { get; } = new Currency[]
    {
        new("EUR", 1m),
        new("USD", 1.0842m),
        new("GBP", 0.8437m),
        new("CHF", 0.9412m),
        new("SEK", 11.3250m),
        new("PLN", 4.3105m),
        new("CAD", 1.4790m),
        new("JPY", 163.25m, Decimals: 0),
    }.ToFrozenDictionary(currency => currency.Code, StringComparer.OrdinalIgnoreCase);

    public decimal RateTo(Currency other) => other.PerEuro / PerEuro;

    public decimal Convert(decimal amount, Currency other) => Math.Round(amount * RateTo(other), other.Decimals, MidpointRounding.AwayFromZero);
}
