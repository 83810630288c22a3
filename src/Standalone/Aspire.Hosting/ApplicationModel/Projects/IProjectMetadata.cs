using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Says where a project is. The build makes such a class for every project that an AppHost refers to.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>Gets the absolute path of the project file.</summary>
    string ProjectPath { get; }

    /// <summary>Gets the launch settings, to take the place of those of the project.</summary>
    LaunchSettings? LaunchSettings => null;

    /// <summary>Gets whether the project is not built before it starts.</summary>
    bool SuppressBuild => false;

    /// <summary>Gets whether the project is a single C# file.</summary>
    bool IsFileBasedApp => string.Equals(Path.GetExtension(ProjectPath), ".cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>The configuration of the project, to take the place of its appsettings files.</summary>
    internal IConfiguration? Configuration => null;
}
