using Testing;

namespace Publishing;

internal static class ProjectFile
{
    public static string Create(string name, string? profiles)
    {
        var folder = TemporaryFolder.Create();
        var path = Path.Combine(folder, $"{name}.csproj");
        File.WriteAllText(path, "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />");
        if (profiles is not null)
        {
            Directory.CreateDirectory(Path.Combine(folder, "Properties"));
            File.WriteAllText(Path.Combine(folder, "Properties", "launchSettings.json"), profiles);
        }

        return path;
    }
}
