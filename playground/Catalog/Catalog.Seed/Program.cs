using System.Text.Json;
using Catalog.Seed;

const string Variable = "SIDECAR_VOLUME_CATALOGUE";

Product[] products =
[
    new("espresso-machine", "Espresso machine", "Machines", 449.00m),
    new("grinder", "Burr grinder", "Machines", 189.90m),
    new("kettle", "Gooseneck kettle", "Machines", 79.50m),
    new("moka-pot", "Moka pot, 3 cups", "Brewers", 34.95m),
    new("french-press", "French press, 1 litre", "Brewers", 29.90m),
    new("dripper", "Ceramic dripper", "Brewers", 22.00m),
    new("house-blend", "House blend, 1 kg", "Beans", 24.50m),
    new("yirgacheffe", "Yirgacheffe, 250 g", "Beans", 12.80m),
    new("decaf", "Decaf, 500 g", "Beans", 15.20m),
    new("scale", "Scale with timer", "Accessories", 39.00m),
    new("milk-jug", "Milk jug, 350 ml", "Accessories", 14.90m),
    new("filters", "Paper filters, 100 pieces", "Accessories", 4.95m),
];

if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder)
{
    return Fail($"The variable '{Variable}' is not set. Give it the folder in which the catalogue is kept.");
}

var file = Path.Combine(folder, "products.json");
var unfinished = file + ".tmp";
try
{
    Directory.CreateDirectory(folder);
    await using (var stream = File.Create(unfinished))
    {
        await JsonSerializer.SerializeAsync(stream, products, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true });
    }

    // Readers see the whole catalogue or none of it.
    File.Move(unfinished, file, overwrite: true);
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    return Fail($"The catalogue cannot be written to '{folder}'. {exception.Message}");
}

Console.WriteLine($"Wrote {products.Length} products to '{file}'.");
return 0;

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 1;
}
