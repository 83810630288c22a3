using Aspire.Hosting;

namespace Publishing;

/// <summary>
/// A project without endpoints; it is not built.
/// </summary>
public sealed class ConsoleProject : IProjectMetadata
{
    public string ProjectPath { get; } = ProjectFile.Create("Worker", profiles: null);

    public bool SuppressBuild => true;
}
