namespace Catalog.Api;

/// <param name="Id">What the product is asked for by.</param>
/// <param name="Name">What customers read.</param>
/// <param name="Category">The shelf it stands on.</param>
/// <param name="Currency">What the customer asked for.</param>
/// <param name="Price">In that currency; none while nobody can convert it.</param>
/// <param name="PriceEur">In euros, as the catalogue has it.</param>
internal sealed record PricedProduct(string Id, string Name, string Category, string Currency, decimal? Price, decimal PriceEur);
