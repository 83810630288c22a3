using System.Runtime.InteropServices;

namespace Playground.Tests.Pods;

/// <summary>
/// The images of the published playground, built on the spot under names of their own.
/// </summary>
internal static class PodsImages
{
    private const string Dockerfile = $"""
        FROM {TestEngine.Image}:{TestEngine.Tag}
        COPY dotnet /usr/share/dotnet
        COPY app /app
        WORKDIR /app
        ENTRYPOINT ["/usr/share/dotnet/dotnet", "/app/Pods.Api.dll"]
        """;

    /// <summary>The folders of the Dockerfiles, by the resources that are built from them.</summary>
    private static readonly Dictionary<string, string> Built = new()
    {
        ["redis"] = "redis",
        ["redis-exporter"] = "exporter",
        ["redis-tls"] = "tls",
        ["redis-backup"] = "backup",
        ["api-front"] = "front",
    };

    /// <summary>Builds them, and returns what the file <c>.env</c> is to say.</summary>
    public static async Task<Dictionary<string, string>> BuildAsync()
    {
        var images = Path.Combine(Projects.Pods_AppHost.ProjectPath, "..", "images");
        foreach (var (resource, folder) in Built)
        {
            await TestEngine.RunAsync("build", "--tag", Name(resource), Path.Combine(images, folder));
        }

        var context = TemporaryFolder.Create();
        CopyProgram(context);
        await File.WriteAllTextAsync(Path.Combine(context, "Dockerfile"), Dockerfile);
        await TestEngine.RunAsync("build", "--tag", Name("api"), context);
        return Built.Keys.Append("api").ToDictionary(resource => $"{resource.ToUpperInvariant().Replace('-', '_')}_IMAGE", Name);
    }

    public static async Task RemoveAsync() => await TestEngine.RunAsync(["image", "rm", "--force", .. Built.Keys.Append("api").Select(Name)]);

    private static string Name(string resource) => $"published-pods-{resource}:test";

    /// <summary>The API as it was built, with the runtime of this test: images of .NET are not everywhere.</summary>
    private static void CopyProgram(string context)
    {
        var output = AppContext.BaseDirectory.TrimEnd('/');
        Copy(Path.Combine(output, "..", "..", "Pods.Api", Path.GetFileName(output)), Path.Combine(context, "app"));

        var version = Path.GetFileName(RuntimeEnvironment.GetRuntimeDirectory().TrimEnd('/'));
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        foreach (var part in new[] { $"host/fxr/{version}", $"shared/Microsoft.NETCore.App/{version}", $"shared/Microsoft.AspNetCore.App/{version}" })
        {
            Copy(Path.Combine(root, part), Path.Combine(context, "dotnet", part));
        }

        File.Copy(Path.Combine(root, "dotnet"), Path.Combine(context, "dotnet", "dotnet"));
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
