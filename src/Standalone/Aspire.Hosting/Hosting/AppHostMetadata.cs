using System.Reflection;

namespace Aspire.Hosting;

/// <summary>What the build has noted in the assembly of an AppHost.</summary>
internal sealed class AppHostMetadata(Assembly? assembly)
{
    /// <summary>The directory of the AppHost's project.</summary>
    public string? ProjectDirectory => Read("AppHostProjectPath");

    /// <summary>The file name of the AppHost's project.</summary>
    public string? ProjectName => Read("AppHostProjectName");

    /// <summary>The directory for the AppHost's intermediate files.</summary>
    public string? IntermediateDirectory => Read("AppHostProjectBaseIntermediateOutputPath");

    private string? Read(string key)
        => assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => string.Equals(metadata.Key, key, StringComparison.OrdinalIgnoreCase))?.Value is { Length: > 0 } value
            ? value
            : null;
}
