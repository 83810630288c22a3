using System.Text.RegularExpressions;

namespace Playground.Tests.Catalog;

/// <summary>
/// The AppHost of the catalogue as a process.
/// </summary>
internal sealed partial class CatalogProcess : PlaygroundProcess
{
    private CatalogProcess(bool hasDashboard) : base(typeof(Projects.Catalog_AppHost), Projects.Catalog_AppHost.ProjectPath, hasDashboard)
    {
    }

    public static CatalogProcess Start(bool hasDashboard = true) => new(hasDashboard);

    public async Task<Uri> WaitForApiAsync()
    {
        await Eventually.TrueAsync(() => ApiUrl() is not null, RunningCatalog.StartTime, "the AppHost prints the URL of the API");
        return ApiUrl()!;
    }

    private Uri? ApiUrl() => Output.Select(line => ApiRunning().Match(line)).FirstOrDefault(match => match.Success) is { } found
        ? new Uri(found.Groups[1].Value)
        : null;

    [GeneratedRegex(@"\bapi +\| Running at (http://\S+)")]
    private static partial Regex ApiRunning();
}
