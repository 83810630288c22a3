using Packages.Tests.Packing;

namespace Packages.Tests.Template;

/// <summary>
/// The template, installed, made into projects and run, as its README says.
/// </summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class TemplateTests
{
    /// <summary>What a class may not be called, although a project may.</summary>
    private const string Name = "My-Shop.One";

    private static AppHostProcess? _application;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        var feed = await LocalFeed.GetAsync();
        var root = feed.CreateFolder("new");
        await feed.Dotnet.RunAsync(root, ["new", "install", feed.PathOf("Aspire.Sidecar.Templates")]);
        await feed.Dotnet.RunAsync(root, ["new", "aspire-sidecar-apphost", "--output", Name]);
        await feed.Dotnet.RunAsync(Path.Combine(root, Name), ["build"]);

        var folder = Path.Combine(root, Name, $"{Name}.AppHost");
        _application = AppHostProcess.Start(folder, Path.Combine(folder, "bin", "Debug", "net10.0", $"{Name}.AppHost.dll"), []);
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }
    }

    [TestMethod]
    public async Task The_API_answers_with_what_its_sidecar_says()
    {
        var answer = await Eventually.AnswerAsync(await _application!.WaitForUrlAsync("api"));

        answer.Should().MatchRegex("^The clock says [0-9]{2}:[0-9]{2}:[0-9]{2}$");
    }

    [TestMethod]
    public async Task The_log_of_the_API_arrives_at_the_dashboard()
    {
        AspireCli.Require();
        await Eventually.AnswerAsync(await _application!.WaitForUrlAsync("api"));

        await Eventually.TrueAsync(
            async () => (await AspireCli.AskAsync("otel", "logs", "api", "--apphost", _application.Folder)).EnumerateArray().Any(record =>
                record.GetProperty("message").GetString()!.Contains("The clock says ", StringComparison.Ordinal) && record.GetProperty("source").GetString() == "Aspire.Sidecar.Agent"),
            "the line of the log file arrives");
    }
}
