using Microsoft.AspNetCore.Http.HttpResults;

namespace Catalog.Api;

internal static class ProductEndpoints
{
    public const string DefaultCurrency = "EUR";

    public static async Task<Results<Ok<IReadOnlyList<PricedProduct>>, ProblemHttpResult>> List(
        Catalogue catalogue, PricingClient pricing, CancellationToken cancellationToken, string currency = DefaultCurrency)
    {
        var priced = await PriceAsync(catalogue.Products, currency, pricing, cancellationToken);
        return priced is null ? UnknownCurrency(currency) : TypedResults.Ok(priced);
    }

    public static async Task<Results<Ok<PricedProduct>, ProblemHttpResult>> Get(
        string id, Catalogue catalogue, PricingClient pricing, CancellationToken cancellationToken, string currency = DefaultCurrency)
    {
        if (catalogue.Find(id) is not { } product)
        {
            return TypedResults.Problem($"There is no product '{id}'.", statusCode: StatusCodes.Status404NotFound);
        }

        var priced = await PriceAsync([product], currency, pricing, cancellationToken);
        return priced is null ? UnknownCurrency(currency) : TypedResults.Ok(priced[0]);
    }

    /// <returns><see langword="null"/> when there is no such currency.</returns>
    private static async Task<IReadOnlyList<PricedProduct>?> PriceAsync(
        IReadOnlyList<Product> products, string currency, PricingClient pricing, CancellationToken cancellationToken)
    {
        currency = currency.ToUpperInvariant();
        var prices = products.Select(product => product.Price);
        var conversion = currency == DefaultCurrency
            ? new PriceConversion.Converted([.. prices])
            : await pricing.ConvertAsync(prices, currency, cancellationToken);

        return conversion switch
        {
            PriceConversion.UnknownCurrency => null,
            PriceConversion.Converted { Amounts: var amounts } when amounts.Count == products.Count => [.. products.Zip(amounts, (product, amount) => In(product, currency, amount))],
            _ => [.. products.Select(product => In(product, currency, price: null))],
        };
    }

    private static PricedProduct In(Product product, string currency, decimal? price) =>
        new(product.Id, product.Name, product.Category, currency, price, product.Price);

    private static ProblemHttpResult UnknownCurrency(string currency) =>
        TypedResults.Problem($"Prices cannot be given in '{currency}'.", statusCode: StatusCodes.Status400BadRequest);
}
