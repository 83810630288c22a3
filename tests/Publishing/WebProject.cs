using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Publishing;

/// <summary>
/// A web project with an http and an https endpoint, as the templates make it; it is not built.
/// </summary>
public sealed class WebProject : IProjectMetadata
{
    private const string Profiles = """
        { "profiles": { "https": { "commandName": "Project", "applicationUrl": "https://localhost:7001;http://localhost:5001" } } }
        """;

    public string ProjectPath { get; } = ProjectFile.Create("Api", Profiles);

    public bool SuppressBuild => true;
}
