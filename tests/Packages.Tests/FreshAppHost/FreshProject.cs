using Packages.Tests.Packing;

namespace Packages.Tests.FreshAppHost;

/// <summary>
/// An AppHost outside of the repository, with the packages and nothing else.
/// </summary>
internal static class FreshProject
{
    public const string Name = "Fresh";

    private static readonly Lazy<Task<string>> Built = new(BuildAsync);

    /// <summary>Its folder, once it is built.</summary>
    public static Task<string> GetAsync() => Built.Value;

    public static string Assembly(string folder) => Path.Combine(folder, "bin", "Debug", "net10.0", $"{Name}.dll");

    private static async Task<string> BuildAsync()
    {
        var feed = await LocalFeed.GetAsync();
        var folder = feed.CreateFolder(Name);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "FreshAppHost", "Sources", "AppHost.cs.txt"), Path.Combine(folder, "AppHost.cs"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, $"{Name}.csproj"),
            $"""
            <Project Sdk="Aspire.AppHost.Sdk/{BuildFacts.AspireSdkVersion}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Aspire.Hosting.AppHost" Version="{BuildFacts.AspireVersion}" />
                <PackageReference Include="Aspire.Hosting.Sidecar.Docker" Version="{feed.VersionOf("Aspire.Hosting.Sidecar.Docker")}" />
              </ItemGroup>
            </Project>
            """);
        await feed.Dotnet.RunAsync(folder, ["build"]);
        return folder;
    }
}
