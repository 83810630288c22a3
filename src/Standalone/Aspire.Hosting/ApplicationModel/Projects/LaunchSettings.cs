using System.Text.Json.Serialization;

namespace Aspire.Hosting;

/// <summary>The contents of a <c>launchSettings.json</c>.</summary>
public sealed class LaunchSettings
{
    /// <summary>Gets or sets the profiles by name.</summary>
    [JsonPropertyName("profiles")]
    public Dictionary<string, LaunchProfile> Profiles { get; set; } = [];
}
