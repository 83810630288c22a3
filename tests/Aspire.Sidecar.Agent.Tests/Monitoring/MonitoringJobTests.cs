using System.Net;
using Aspire.Sidecar.Agent.Running;
using Aspire.Sidecar.Agent.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Sidecar.Agent.Tests.Monitoring;

[TestClass]
public sealed class MonitoringJobTests
{
    private readonly List<System.Diagnostics.Process> _started = [];

    [TestCleanup]
    public void EndProcesses()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            process.Dispose();
        }
    }

    [TestMethod]
    public async Task Metrics_of_the_main_its_process_and_probes_arrive_under_the_name_of_the_main()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var main = await Main.StartAsync(context => context.Response.WriteAsync("# TYPE shop_orders_total counter\nshop_orders_total 3\n"));
        await using var agent = new RunningJob(
            receiver.HttpEndpoint, $"--scrape={main.Url}metrics", $"--probe={main.Url}", "--probe-interval=100ms", $"--process={Environment.ProcessId}");

        // The first probe of a busy machine may have timed out.
        string[] expected =
        [
            "service.name", "api", "shop_orders_total", "up", "scrape_duration_seconds", "scrape_samples_scraped", "process.cpu.time", "process.memory.usage", "process.thread.count",
            "process.unix.file_descriptor.count", "sidecar.probe.duration", "success",
        ];
        await Eventually.TrueAsync(
            () => expected.All(receiver.MetricsText.Contains), Eventually.Patience, () => $"no {string.Join(", ", expected.Where(name => !receiver.MetricsText.Contains(name)))} arrived");
        (await agent.StopAsync()).Should().Be(0);
    }

    [TestMethod]
    public async Task A_process_is_found_by_its_variable_and_found_again()
    {
        var marker = $"SIDECAR_TEST_{Guid.NewGuid():N}=1";
        var main = new Agent.Monitoring.MainProcess(null, marker);
        main.Find().Should().BeNull();
        var first = Start(marker);
        await Eventually.TrueAsync(() => main.Find() == first.Id, "the process was found");
        first.Kill();
        await first.WaitForExitAsync();

        var second = Start(marker);
        await Eventually.TrueAsync(() => main.Find() == second.Id, "the process was found again");
        Agent.Monitoring.ProcessReader.Read(second.Id)!.Memory.Should().BePositive();
        second.Kill();
        await second.WaitForExitAsync();
        Agent.Monitoring.ProcessReader.Read(second.Id).Should().BeNull();
    }

    [TestMethod]
    public async Task The_program_is_found_below_the_shell_that_starts_it()
    {
        var marker = $"SIDECAR_TEST_{Guid.NewGuid():N}=1";
        var shell = Start(marker, "sh", "-c", "sleep 300; true");
        var main = new Agent.Monitoring.MainProcess(null, marker);
        await Eventually.TrueAsync(() => main.Find() is { } id && id != shell.Id, "the program was found");
    }

    [TestMethod]
    public async Task A_program_that_a_shell_starts_later_takes_its_place()
    {
        var marker = $"SIDECAR_TEST_{Guid.NewGuid():N}=1";
        var shell = Start(marker, "sh", "-c", "read nothing; sleep 300; true");
        var main = new Agent.Monitoring.MainProcess(null, marker);
        await Eventually.TrueAsync(() => main.Find() == shell.Id, "the shell was found");
        await shell.StandardInput.WriteLineAsync();
        await Eventually.TrueAsync(() => main.Find() is { } id && id != shell.Id, "the program was found");
    }

    [TestMethod]
    [DataRow("read nothing")]
    [DataRow("while :; do sleep 0.01; done")]
    public async Task A_shell_is_the_program_when_what_it_starts_does_not_stay(string script)
    {
        var marker = $"SIDECAR_TEST_{Guid.NewGuid():N}=1";
        var shell = Start(marker, "sh", "-c", script);
        var main = new Agent.Monitoring.MainProcess(null, marker);
        await Eventually.TrueAsync(() => main.Find() == shell.Id, "the shell was found");
        List<int?> looks = [];
        while (looks.Count < 10)
        {
            var child = Children(shell.Id);
            await Eventually.TrueAsync(() => child.Length == 0 || Children(shell.Id) != child, "what it has started did not stay");
            looks.Add(main.Find());
        }

        looks.Count(found => found != shell.Id).Should().BeLessThanOrEqualTo(1, "only the first that it starts may be taken for the program");
    }

    [TestMethod]
    [DataRow("garbage {", "line 1")]
    [DataRow(null, "HTTP 500")]
    public async Task An_endpoint_that_fails_is_told_once_and_shown_as_down(string? body, string reason)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var main = await Main.StartAsync(context =>
        {
            context.Response.StatusCode = body is null ? 500 : 200;
            return context.Response.WriteAsync(body ?? "");
        });
        using var agent = new AgentProcess(Variables(receiver.HttpEndpoint), ["monitoring", $"--scrape={main.Url}metrics", "--interval=100ms"], openFiles: null);
        await Eventually.TrueAsync(() => receiver.MetricsText.Split("scrape_samples_scraped").Length > 4, "several scrapes were exported");
        var (exitCode, _, errors) = await agent.TerminateAsync();

        exitCode.Should().Be(0);
        errors.Split(reason).Should().HaveCount(2, "it is said once");
    }

    [TestMethod]
    public async Task What_no_receiver_has_taken_does_not_count()
    {
        var receiver = await OtlpReceiver.StartAsync();
        await receiver.DisposeAsync();
        using var agent = new AgentProcess(Variables(receiver.HttpEndpoint), ["monitoring", $"--process={Environment.ProcessId}", "--interval=100ms"], openFiles: null);
        await Eventually.TrueAsync(() => agent.Errors.Contains("does not take records"), "the outage is told");

        (await agent.TerminateAsync()).Output.Should().EndWith($"exported 0 times{Environment.NewLine}");
    }

    [TestMethod]
    public void Of_a_probe_nothing_is_told_before_it_has_ended()
    {
        using var client = new HttpClient();
        var prober = new Agent.Monitoring.Prober(new("http://localhost"), TimeSpan.FromSeconds(1), client, TimeProvider.System, NullLogger.Instance);
        Scraping.ScrapedMetrics.Write(writer => prober.Write(writer, 1)).Should().BeEmpty();

        prober.Note(new(TimeSpan.FromSeconds(0.02), null));
        Scraping.ScrapedMetrics.Write(writer => prober.Write(writer, 1)).Select(metric => metric.Name).Should().Equal("sidecar.probe.duration", "sidecar.probe.up");
    }

    [TestMethod]
    public async Task All_bad_options_are_told_at_once_and_nothing_to_do_is_one_of_them()
    {
        (await RunAsync("monitoring", "--scrape=ftp://x", "--probe=tcp://host", "--interval=1ms", "--process=0", "--process-variable=x")).Split(Environment.NewLine).Should().HaveCount(5);
        (await RunAsync("monitoring", "--scrape=http://ann:secret@host/metrics")).Should().Contain("'--scrape' is an address with a user").And.NotContain("secret");
        (await RunAsync("monitoring")).Should().Contain("nothing to monitor");
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var errors = new StringWriter();
        (await new AgentCommand(new([]), TextWriter.Null, errors, TimeProvider.System).RunAsync(arguments, CancellationToken.None)).Should().Be(2);
        return errors.ToString().Trim();
    }

    private static Dictionary<string, string?> Variables(Uri endpoint) => new() { ["SIDECAR_MAIN_NAME"] = "api", ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint.ToString() };

    private static string Children(int process) => File.ReadAllText($"/proc/{process}/task/{process}/children");

    private System.Diagnostics.Process Start(string marker, params string[] command)
    {
        command = command.Length == 0 ? ["sleep", "300"] : command;
        var start = new System.Diagnostics.ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true };
        start.Environment[marker[..^2]] = "1";
        var process = System.Diagnostics.Process.Start(start)!;
        _started.Add(process);
        return process;
    }

    private sealed class RunningJob : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stopping = new();
        private readonly Task<int> _run;

        public RunningJob(Uri endpoint, params string[] options)
        {
            var command = new AgentCommand(new(Variables(endpoint)), TextWriter.Null, TextWriter.Null, TimeProvider.System);
            _run = Task.Run(() => command.RunAsync(["monitoring", "--interval=200ms", "--log-level=none", .. options], _stopping.Token));
        }

        public async Task<int> StopAsync()
        {
            await _stopping.CancelAsync();
            return await _run.WaitAsync(Eventually.Patience);
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            _stopping.Dispose();
        }
    }

    private sealed class Main(WebApplication application) : IAsyncDisposable
    {
        public Uri Url => new(application.Urls.First() + "/");

        public static async Task<Main> StartAsync(RequestDelegate answer)
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.Logging.ClearProviders();
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            var application = builder.Build();
            application.Run(answer);
            await application.StartAsync();
            return new(application);
        }

        public ValueTask DisposeAsync() => application.DisposeAsync();
    }
}
