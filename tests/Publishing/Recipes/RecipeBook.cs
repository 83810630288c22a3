using Publishing.Documents;

namespace Publishing.Recipes;

/// <summary>What docs/recipes.md has.</summary>
public static class RecipeBook
{
    public const string SecretsSection = "Secrets as files";

    public static IEnumerable<Recipe> Recipes => [.. TelemetryRecipes.All, .. ProxyRecipes.All, .. ContentRecipes.All];

    public static IReadOnlyList<string> SecretFileCode =>
        SourceFile.From($"tests/Publishing/Recipes/{nameof(SecretFileResourceBuilderExtensions)}.cs", "internal static class");
}
