using System.Text.Json;

namespace Aspire.Hosting.Testing;

/// <summary>Reads the launch profiles of an AppHost.</summary>
internal static class LaunchProfileFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static Content? Read(string? projectDirectory)
    {
        var path = Path.Combine(projectDirectory ?? "", "Properties", "launchSettings.json");
        if (projectDirectory is null || !File.Exists(path))
        {
            return null;
        }

        using var file = File.OpenRead(path);

        return JsonSerializer.Deserialize<Content>(file, Options);
    }

    internal sealed record Content(Dictionary<string, Profile> Profiles);

    internal sealed record Profile
    {
        public Dictionary<string, string> EnvironmentVariables { get; init; } = [];
    }
}
