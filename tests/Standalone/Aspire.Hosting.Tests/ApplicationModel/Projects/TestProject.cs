namespace Aspire.Hosting.Tests.ApplicationModel.Projects;

/// <summary>A project folder with launch settings and appsettings.</summary>
internal sealed class TestProject : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("project-");

    public TestProject(string? launchSettings = null, string? appSettings = null)
    {
        File.WriteAllText(ProjectPath, "<Project />");
        if (launchSettings is not null)
        {
            _folder.CreateSubdirectory("Properties");
            File.WriteAllText(Path.Combine(_folder.FullName, "Properties", "launchSettings.json"), launchSettings);
        }

        if (appSettings is not null)
        {
            File.WriteAllText(Path.Combine(_folder.FullName, "appsettings.json"), appSettings);
        }
    }

    public string Folder => _folder.FullName;

    public string ProjectPath => Path.Combine(_folder.FullName, "Project.csproj");

    public void Dispose() => _folder.Delete(recursive: true);
}
