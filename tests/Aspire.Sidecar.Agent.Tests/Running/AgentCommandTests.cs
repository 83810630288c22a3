using Aspire.Sidecar.Agent.Tests.Hosting;

namespace Aspire.Sidecar.Agent.Tests.Running;

[TestClass]
public sealed class AgentCommandTests
{
    [TestMethod]
    public async Task The_console_exporter_shows_body_severity_attributes_trace_and_resource()
    {
        using var folder = new LogFolder();
        folder.Append("app.log", """{"@t":"2026-01-31T12:00:00Z","@mt":"Hello {Name}","@l":"Warning","Name":"you","@tr":"0af7651916cd43dd8448eb211c80319c","@sp":"b7ad6b7169203331"}""" + "\n");
        var variables = new Dictionary<string, string?> { ["SIDECAR_MAIN_NAME"] = "api", ["SIDECAR_NAME"] = "logs", ["SIDECAR_VOLUME_LOGS"] = folder.Path };
        using var agent = new AgentProcess(variables);
        await Eventually.TrueAsync(() => File.Exists(folder.PositionsPath) && File.ReadAllText(folder.PositionsPath).Contains("\"offset\":1"), "the line was taken");
        var (exitCode, output, _) = await agent.TerminateAsync();

        exitCode.Should().Be(0);
        output.Should().ContainAll("Hello you", "Warn", "Name: you", "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "2026-01-31T12:00:00", "service.name: api", "sidecar.name: logs", "log.file.name: app.log");
        output.Should().EndWith($"read 1, sent 1, dropped 0{Environment.NewLine}");
    }

    [TestMethod]
    public async Task All_bad_options_are_told_at_once()
    {
        using var agent = new AgentProcess(new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "nowhere" }, "--format=xml", "--colour=red");
        var (exitCode, _, errors) = await agent.EndAsync();

        exitCode.Should().Be(2);
        errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(4).And.Contain(
            line => line.StartsWith("'--format' is 'xml'", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task An_unknown_job_is_an_error_and_help_is_not()
    {
        (await RunAsync("cooking")).Should().Be((2, "", "'cooking' is not a job: the first word must be 'logging' or 'monitoring'; '--help' tells more."));
        (await RunAsync()).ExitCode.Should().Be(2);
        var (exitCode, output, _) = await RunAsync("logging", "--help");
        exitCode.Should().Be(0);
        output.Should().Contain("--poll-interval <time>");
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exitCode = await new Agent.Running.AgentCommand(new([]), output, errors, TimeProvider.System).RunAsync(arguments, CancellationToken.None);
        return (exitCode, output.ToString().Trim(), errors.ToString().Trim());
    }
}
