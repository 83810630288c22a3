using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

[DebuggerDisplay("{ProjectPath,nq}")]
internal sealed class ProjectMetadata(string path) : IProjectMetadata
{
    private readonly Lazy<string> _projectPath = new(() => Resolve(path));

    public string ProjectPath => _projectPath.Value;

    /// <summary>A folder stands for the one project file in it.</summary>
    private static string Resolve(string path)
        => Directory.Exists(path) && Directory.GetFiles(path, "*.csproj") is [var projectFile] ? projectFile : path;
}
