using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Publishing.Documents;

namespace Publishing.Recipes;

/// <summary>A section of docs/recipes.md: the code that it shows, and the files of configuration that go with it.</summary>
public sealed record Recipe(string Section, string Method, string Source, Action<IDistributedApplicationBuilder> Describe, params IReadOnlyList<string> Files)
{
    private const string Folder = "tests/Publishing/Recipes";

    public static DocumentPage Page => new("docs/recipes.md");

    public IReadOnlyList<string> Code => SourceFile.MethodBody($"{Folder}/{Source}", Method);

    public static IReadOnlyList<string> Lines(string file) => SourceFile.Read($"{Folder}/Files/{file}");

    /// <summary>The page, the snapshot and this name are one.</summary>
    public override string ToString() => Section;

    /// <summary>Adds what the recipe has, with its files in the folder of the AppHost.</summary>
    public void AddTo(IDistributedApplicationBuilder builder)
    {
        foreach (var file in Files)
        {
            var target = Path.Combine(builder.AppHostDirectory, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(SourceFile.PathOf($"{Folder}/Files/{file}"), target, overwrite: true);
        }

        Describe(builder);
    }

    /// <summary>The main of the recipes.</summary>
    internal static IResourceBuilder<ContainerResource> AddApi(IDistributedApplicationBuilder builder) =>
        builder.AddContainer("api", "example/api", "1").WithHttpEndpoint(targetPort: 8080);
}
