using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Terminal;
using Aspire.Hosting.Tests.Notifications;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Tests.Terminal;

[TestClass]
public sealed partial class TerminalReporterTests : IDisposable
{
    private readonly Thing _api = new("api");
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [TestMethod]
    public async Task States_and_logs_are_shown_in_order_and_once()
    {
        using var services = new NotificationServices(_api);
        var reporter = Attach(services);

        await services.SetStateAsync(_api, "Starting");
        await services.Notifications.PublishUpdateAsync(_api, snapshot => snapshot with { State = "Running", Urls = [new("http", "http://localhost:5000", false)] });
        await services.Notifications.PublishUpdateAsync(_api, snapshot => snapshot with { Properties = [new("more", 1)] });
        Say(services.Loggers.GetLogger(_api), "hello");
        await services.SetStateAsync(_api, "Finished", exitCode: 3);
        await reporter.StopAsync(services.Deadline);

        Texts().Should().Equal("Starting", "Running at http://localhost:5000", "hello", "Finished with exit code 3");
    }

    [TestMethod]
    public async Task Instances_show_the_name_of_their_resource()
    {
        using var services = new NotificationServices(_api);
        _api.EnsureInstances("0123456789");
        var reporter = Attach(services);

        await services.SetStateAsync(_api, "Running");
        await reporter.StopAsync(services.Deadline);

        _output.ToString().Should().Contain(" api | Running");
    }

    [TestMethod]
    public async Task Wait_says_for_what()
    {
        using var services = new NotificationServices(_api);
        var reporter = Attach(services);

        await services.Notifications.PublishUpdateAsync(_api, snapshot => snapshot with
        {
            State = KnownResourceStates.Waiting,
            Properties = [new("resource.waitingFor", (string[])["db", "cache"])],
        });
        await reporter.StopAsync(services.Deadline);

        Texts().Should().Equal("Waiting for db, cache");
    }

    private TerminalReporter Attach(NotificationServices services)
    {
        var reporter = new TerminalReporter(
            new TerminalWriter(_output, useColors: false, TimeProvider.System), new DistributedApplicationModel([_api]), services.Notifications, services.Loggers, TimeProvider.System);
        reporter.Attach();

        return reporter;
    }

    private IEnumerable<string> Texts()
        => _output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.Split(" | ", 2)[1]);

    [LoggerMessage(1, LogLevel.Information, "{Text}")]
    private static partial void Say(ILogger logger, string text);
}
