using System.Text.Json;

namespace Catalog.Api;

/// <summary>All products, as the seed wrote them to the shared volume.</summary>
internal sealed class Catalogue
{
    private const string Folder = "SIDECAR_VOLUME_CATALOGUE";

    private readonly OrderedDictionary<string, Product> _products;

    private Catalogue(IEnumerable<Product> products) =>
        _products = new(products.Select(product => KeyValuePair.Create(product.Id, product)), StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<Product> Products => _products.Values;

    public static Catalogue Read(IConfiguration configuration)
    {
        var folder = configuration[Folder] ?? throw new InvalidOperationException($"The variable '{Folder}' is not set. Give it the folder of 'products.json'.");
        using var stream = File.OpenRead(Path.Combine(folder, "products.json"));
        return new(JsonSerializer.Deserialize<Product[]>(stream, JsonSerializerOptions.Web) ?? []);
    }

    public Product? Find(string id) => _products.GetValueOrDefault(id);
}
