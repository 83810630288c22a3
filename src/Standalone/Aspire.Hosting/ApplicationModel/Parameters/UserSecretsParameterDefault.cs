using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps a generated value in the user secrets of the AppHost, so that the next run finds it in its configuration.</summary>
internal sealed class UserSecretsParameterDefault(string parameterName, ParameterDefault inner, Assembly? appHost) : ParameterDefault
{
    private static readonly Lock FileGate = new();
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public override string GetDefaultValue()
    {
        var value = inner.GetDefaultValue();
        if (appHost?.GetCustomAttribute<UserSecretsIdAttribute>() is { UserSecretsId: var id })
        {
            Save(PathHelper.GetSecretsPathFromSecretsId(id), $"Parameters:{parameterName}", value);
        }

        return value;
    }

    public override void WriteToManifest(ManifestPublishingContext context) => inner.WriteToManifest(context);

    private static void Save(string path, string key, string value)
    {
        lock (FileGate)
        {
            var secrets = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? [] : [];
            secrets[key] = value;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, secrets.ToJsonString(Indented));
        }
    }
}
