using Playground.Tests.Catalog;

namespace Playground.Tests.Cli;

/// <summary>
/// <c>aspire start</c> and <c>aspire stop</c>, as a user calls them.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class StartStopTests
{
    [TestMethod]
    public async Task The_catalogue_is_started_in_the_background_answers_and_is_stopped()
    {
        AspireCli.Require();
        var folder = Projects.Catalog_AppHost.ProjectPath;

        using var http = new HttpClient();
        await AspireCli.RunAsync("start", "--apphost", folder, "--no-build", "--isolated");
        try
        {
            await AspireCli.RunAsync("wait", "api-logging", "--apphost", folder);
            await AspireCli.RunAsync("wait", "api", "--apphost", folder);
            var api = (await AspireCli.AskAsync("describe", "api", "--apphost", folder)).GetProperty("resources")[0].GetProperty("urls")[0].GetProperty("url").GetString()!;
            http.BaseAddress = new Uri(api);
            await Eventually.TrueAsync(() => RunningCatalog.HasPricesAsync(http), "the API answers with prices");
        }
        finally
        {
            await AspireCli.RunAsync("stop", "--apphost", folder);
        }

        await Eventually.TrueAsync(async () => !await RunningCatalog.HasPricesAsync(http), "the API has ended");
    }
}
