using Aspire.Hosting.Sidecar.Engine;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Tests;

[TestClass]
public class WithLoggingSidecarTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public async Task It_runs_the_agent_on_the_volume_of_the_main()
    {
        var api = _builder.AddMain().WithSharedVolume("logs", "/var/log/api").WithLoggingSidecar("logs", options =>
        {
            options.Files.Add("*.log");
            options.Files.Add("audit/*.json");
            options.Format = LoggingSidecarFormat.Json;
            options.Exporter = LoggingSidecarExporter.Console;
        });
        using var application = await _builder.CompleteAsync();

        var sidecar = api.GetSidecar<LoggingSidecarResource>("logging").Resource;
        var arguments = await ArgumentsAsync(sidecar);

        File.Exists(arguments[0]).Should().BeTrue();
        arguments.Skip(1).Should().Equal("logging", "--files", "*.log;audit/*.json", "--format", "json", "--exporter", "console", "--ephemeral=on");
        var folder = (await api.Resource.EnvironmentAsync(application))["SIDECAR_VOLUME_LOGS"];
        (await sidecar.EnvironmentAsync(application))["SIDECAR_AGENT_DIRECTORY"].Should().Be(folder);
    }

    [TestMethod]
    public void It_can_have_another_name_and_settings()
    {
        var api = _builder.AddMain().WithSharedVolume("logs", "/var/log/api")
            .WithLoggingSidecar("logs", name: "shipper", configure: shipper => shipper.AsEssential());

        var shipper = api.GetSidecar("shipper").Resource;
        shipper.Name.Should().Be("api-shipper");
        shipper.HasAnnotationOfType<EssentialSidecarAnnotation>().Should().BeTrue();
    }

    [TestMethod]
    public void A_missing_agent_is_an_error_that_says_where_it_should_be()
    {
        var find = () => AgentProgram.Find(Path.GetTempPath());

        find.Should().Throw<DistributedApplicationException>().WithMessage($"ASPIRESIDECAR027: The agent that ships logs was not found at '{Path.GetTempPath()}*");
    }

    [TestMethod]
    public async Task A_volume_that_the_main_does_not_mount_is_refused()
    {
        _builder.AddMain().WithLoggingSidecar("logs");

        var complete = _builder.CompleteAsync;

        await complete.Should().ThrowAsync<DistributedApplicationException>().WithMessage("ASPIRESIDECAR009: Only 'api-logging' mounts shared volume 'logs'*");
    }

    [TestMethod]
    public async Task All_that_the_agent_can_do_can_be_said()
    {
        var api = _builder.AddMain().WithSharedVolume("logs", "/var/log/api", configure: volume => volume.Lifetime = SharedVolumeLifetime.Persistent).WithLoggingSidecar("logs", options =>
        {
            options.StartAtEnd = true;
            options.JoinLines = false;
            options.RecordStart = "^-";
            options.TimeZone = "+02:00";
            options.MinimumLevel = Microsoft.Extensions.Logging.LogLevel.Warning;
            options.Redactions.Add("password=[^ ]*");
            options.Drops.Add("/healthz");
            options.RecordsPerSecond = 100;
            options.MaxLineBytes = 2048;
            options.PollInterval = TimeSpan.FromSeconds(1);
        }, configure: sidecar => sidecar.WithStopGracePeriod(TimeSpan.FromSeconds(30)));
        using var application = await _builder.CompleteAsync();

        (await ArgumentsAsync(api.GetSidecar<LoggingSidecarResource>("logging").Resource)).Skip(2).Should().Equal(
            "--from", "end", "--multiline", "off", "--min-level", "warning", "--rate-limit", "100", "--max-line-bytes", "2048", "--poll-interval", "1000ms",
            "--multiline-start=^-", "--redact=password=[^ ]*", "--drop=/healthz", "--time-zone=+02:00", "--drain-timeout=29000ms");
    }

    [TestMethod]
    public async Task Any_member_can_say_that_the_volume_is_kept()
    {
        var api = _builder.AddMain().WithSharedVolume("Logs", "/var/log/api").WithLoggingSidecar("logs")
            .WithSidecar("reader", (b, n) => TestApplication.Process(b, n).WithSharedVolume("logs", "/logs", configure: volume => volume.Lifetime = SharedVolumeLifetime.Persistent));
        using var application = await _builder.CompleteAsync();

        (await ArgumentsAsync(api.GetSidecar<LoggingSidecarResource>("logging").Resource)).Should().NotContain("--ephemeral=on");
    }

    [TestMethod]
    [DataRow("+02:00\n")]
    [DataRow("+0٢:00")]
    public void A_zone_is_written_in_digits_and_nothing_more(string zone)
    {
        var call = () => _builder.AddMain().WithSharedVolume("logs", "/var/log/api").WithLoggingSidecar("logs", options => options.TimeZone = zone);
        call.Should().Throw<ArgumentException>().WithMessage("*TimeZone is*");
    }

    [TestMethod]
    [DataRow(null, "--time-zone=UTC")]
    [DataRow("Europe/Berlin", "--time-zone=Europe/Berlin")]
    [DataRow(":America/New_York", "--time-zone=America/New_York")]
    [DataRow("nowhere", "--time-zone=UTC")]
    public async Task Times_of_a_container_are_in_the_zone_that_it_is_in(string? zone, string expected)
    {
        var api = _builder.AddContainer("box", "image").WithSharedVolume("logs", "/var/log/api").WithLoggingSidecar("logs");
        if (zone is not null)
        {
            api.WithEnvironment("TZ", zone);
        }

        using var application = await _builder.CompleteAsync();
        (await ArgumentsAsync(api.GetSidecar<LoggingSidecarResource>("logging").Resource)).Should().Contain(expected);
    }

    [TestMethod]
    public void Bad_options_are_refused_in_the_call_and_all_at_once()
    {
        var call = () => _builder.AddMain().WithSharedVolume("logs", "/var/log/api").WithLoggingSidecar("logs", options =>
        {
            options.Files.Add("../x.log");
            options.Files.Add("app-[12.log");
            options.Redactions.Add("(");
            options.TimeZone = "nowhere";
            options.BatchSize = 0;
            options.PollInterval = TimeSpan.Zero;
        });

        call.Should().Throw<ArgumentException>().Which.Message.Should().ContainAll("'logging' of 'api'", "'../x.log'", "'app-[12.log'", "'('", "'nowhere'", "BatchSize", "PollInterval");
    }

    [TestMethod]
    public void Entries_that_say_nothing_and_values_without_a_name_are_refused()
    {
        var call = () => _builder.AddMain().WithSharedVolume("logs", "/var/log/api").WithLoggingSidecar("logs", options =>
        {
            options.Files.Add(null!);
            options.Files.Add("a\nb.log");
            options.Redactions.Add("");
            options.Drops.Add("x\0y");
            options.Format = (LoggingSidecarFormat)7;
            options.Exporter = (LoggingSidecarExporter)8;
            options.MinimumLevel = (LogLevel)9;
            options.OwnLogLevel = (LogLevel)(-1);
        });

        call.Should().Throw<ArgumentException>().Which.Message.Should().StartWith("ASPIRESIDECAR081").And.ContainAll(
            "Files has an entry that is empty",
            "'a\uFFFDb.log' in Files has a control character",
            "Redactions has an entry that is empty",
            "in Drops has a zero character",
            "Format is 7: it must be Auto, Json, Text.",
            "Exporter is 8",
            "MinimumLevel is 9",
            "OwnLogLevel is -1");
    }

    [TestMethod]
    [DataRow("*.log")]
    [DataRow("app-?.log")]
    [DataRow("app-[12].log")]
    [DataRow("{a,b}-[!0-9].log")]
    [DataRow("**/app (1).log")]
    [DataRow("[a-z0-9].log")]
    [DataRow("[-a].log")]
    [DataRow("[a-b-].log")]
    [DataRow("[!ab].log")]
    public void Globs_that_the_agent_knows_are_taken(string glob)
    {
        var call = () => _builder.AddMain().WithSharedVolume("logs", "/var/log/api").WithLoggingSidecar("logs", options => options.Files.Add(glob));
        call.Should().NotThrow();
    }

    [TestMethod]
    [DataRow("[k-].log", "a range that has no end")]
    [DataRow("{a,[a-bc-]}.log", "a range that has no end")]
    [DataRow("[!ab0-9].log", "more than a range")]
    [DataRow("[!a-z0-9].log", "more than a range")]
    public void Globs_that_the_agent_does_not_know_are_refused(string glob, string problem)
    {
        var call = () => _builder.AddMain().WithSharedVolume("logs", "/var/log/api").WithLoggingSidecar("logs", options => options.Files.Add(glob));
        call.Should().Throw<ArgumentException>().WithMessage($"*'{glob}' in Files has a set*{problem}*");
    }

    [TestMethod]
    public async Task Without_a_dashboard_no_receiver_is_named_unless_the_user_does()
    {
        var api = _builder.AddMain().WithSharedVolume("logs", "/var/log/api").WithLoggingSidecar("logs")
            .WithLoggingSidecar("logs", name: "other", configure: other => other.WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"));
        using var application = await _builder.CompleteAsync();

        (await api.GetSidecar("logging").Resource.EnvironmentAsync(application)).Should().NotContainKey("OTEL_EXPORTER_OTLP_ENDPOINT");
        (await api.GetSidecar("other").Resource.EnvironmentAsync(application))["OTEL_EXPORTER_OTLP_ENDPOINT"].Should().Be("http://collector:4317");
    }

    private static async Task<List<string>> ArgumentsAsync(LoggingSidecarResource sidecar)
    {
        var context = new CommandLineArgsCallbackContext([]);
        foreach (var callback in sidecar.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await callback.Callback(context);
        }

        return [.. context.Args.Select(argument => argument.ToString()!)];
    }
}
