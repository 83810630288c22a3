namespace Catalog.Seed;

/// <param name="Id">What the product is asked for by.</param>
/// <param name="Name">What customers read.</param>
/// <param name="Category">The shelf it stands on.</param>
/// <param name="Price">In euros.</param>
internal sealed record Product(string Id, string Name, string Category, decimal Price);
