using Publishing.Recipes;

namespace Aspire.Hosting.Sidecar.Docker.Tests;

/// <summary>
/// docs/recipes.md: what it shows is compiled, and published as the snapshots have it.
/// </summary>
[TestClass]
public sealed class RecipesTests
{
    private const string UnknownHealth = "ASPIRESIDECAR057";

    public static IEnumerable<object[]> Recipes => RecipeBook.Recipes.Select(recipe => new object[] { recipe });

    [TestMethod]
    [DynamicData(nameof(Recipes))]
    public void The_page_shows_the_code_and_its_files(Recipe recipe)
    {
        var blocks = Recipe.Page.Blocks(recipe.Section);

        blocks[0].Lines.Should().Equal(recipe.Code);
        foreach (var (block, file) in blocks.Skip(1).Zip(recipe.Files))
        {
            block.Lines.Should().Equal(Recipe.Lines(file), "{0} is shown", file);
        }
    }

    [TestMethod]
    public void Every_file_is_shown() =>
        RecipeBook.Recipes.SelectMany(recipe => recipe.Files).Distinct().Should().HaveCount(RecipeBook.Recipes.Sum(recipe => Recipe.Page.Blocks(recipe.Section).Count - 1));

    [TestMethod]
    public void The_page_has_no_other_code()
    {
        var page = Recipe.Page;

        page.Sections.Where(section => page.Blocks(section).Count > 0).Should().BeEquivalentTo([RecipeBook.SecretsSection, .. RecipeBook.Recipes.Select(recipe => recipe.Section)]);
        page.Blocks(RecipeBook.SecretsSection).Should().ContainSingle().Which.Lines.Should().Equal(RecipeBook.SecretFileCode);
    }

    [TestMethod]
    [DynamicData(nameof(Recipes))]
    public async Task It_is_published(Recipe recipe)
    {
        var publication = await Publication.CreateAsync(builder =>
        {
            builder.AddDockerComposeEnvironment("compose");
            recipe.AddTo(builder);
        });

        publication.ShouldMatch(Path.Combine("recipes", recipe.Section.Replace(' ', '-').ToLowerInvariant()));
        publication.Warnings.Should().NotContain(
            warning => warning.StartsWith("ASPIRESIDECAR", StringComparison.Ordinal) && !warning.StartsWith(UnknownHealth, StringComparison.Ordinal),
            "the page says that health in Compose is another matter, and nothing else");
    }
}
