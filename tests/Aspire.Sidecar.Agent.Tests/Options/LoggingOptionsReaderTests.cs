using Aspire.Sidecar.Agent.Options;

namespace Aspire.Sidecar.Agent.Tests.Options;

[TestClass]
public sealed class LoggingOptionsReaderTests
{
    [TestMethod]
    public void The_command_line_goes_before_the_environment()
    {
        var (options, problems) = Read(
            ["--poll-interval", "1s", "--files=*.log;!x.log", "--multiline=off"],
            ("SIDECAR_AGENT_POLL_INTERVAL", "2s"), ("SIDECAR_AGENT_BATCH_SIZE", "7"), ("SIDECAR_AGENT_MAX_LINE_BYTES", "8k"), ("SIDECAR_VOLUME_LOGS", "/logs"), ("SIDECAR_NAME", "shipper"));

        problems.Should().BeEmpty();
        (options.PollInterval, options.BatchSize, options.MaxLineBytes, options.Multiline).Should().Be((TimeSpan.FromSeconds(1), 7, 8192, false));
        options.Files.Should().Equal("*.log", "!x.log");
        options.Directory.Should().Be(Path.GetFullPath("/logs"));
        options.Positions.Should().Be(Path.GetFullPath("/logs/.sidecar/shipper.positions.json"));
    }

    [TestMethod]
    public void A_value_may_begin_with_a_hyphen()
    {
        var (options, problems) = Read(["--files", "-app.log", "--redact", "-secret", "--format", "json"], ("SIDECAR_VOLUME_LOGS", "/logs"));

        problems.Should().BeEmpty();
        options.Files.Should().Equal("-app.log");
        options.Redactions.Should().ContainSingle().Which.ToString().Should().Be("-secret");
        options.Format.Should().Be(LineFormat.Json);
    }

    [TestMethod]
    public void An_empty_value_is_none()
    {
        var (options, problems) = Read(["--drop=", "--redact=", "--multiline-start=", "--format="], ("SIDECAR_VOLUME_LOGS", "/logs"));

        problems.Should().BeEmpty();
        (options.Drops.Count, options.Redactions.Count, options.RecordStart, options.Format).Should().Be((0, 0, null, LineFormat.Auto));
    }

    [TestMethod]
    public void Variables_of_a_kubernetes_service_with_an_unlucky_name_are_no_options()
    {
        Read([], ("SIDECAR_AGENT_SERVICE_HOST", "10.0.0.1"), ("SIDECAR_AGENT_PORT", "tcp://10.0.0.1:80"), ("SIDECAR_VOLUME_LOGS", "/logs")).Problems.Should().BeEmpty();
    }

    [TestMethod]
    public void Without_a_volume_or_with_several_the_folder_must_be_told()
    {
        Read([]).Problems.Should().ContainSingle().Which.Should().Contain("SIDECAR_VOLUME_");
        Read([], ("SIDECAR_VOLUME_A", "/a"), ("SIDECAR_VOLUME_B", "/b")).Problems.Should().ContainSingle().Which.Should().Contain("SIDECAR_VOLUME_A, SIDECAR_VOLUME_B");
        Read(["--directory=/c"], ("SIDECAR_VOLUME_A", "/a"), ("SIDECAR_VOLUME_B", "/b")).Problems.Should().BeEmpty();
    }

    [TestMethod]
    [DataRow("--format=xml", "'auto', 'json', 'text'")]
    [DataRow("--format=1", "'auto', 'json', 'text'")]
    [DataRow("--from=middle", "'beginning', 'end'")]
    [DataRow("--multiline=maybe", "'on' or 'off'")]
    [DataRow("--poll-interval=5", "'250ms'")]
    [DataRow("--poll-interval=1ms", "from 10ms")]
    [DataRow("--drain-timeout=-5s", "'5s'")]
    [DataRow("--batch-size=0", "from 1 to 10000")]
    [DataRow("--batch-size=many", "whole number")]
    [DataRow("--max-line-bytes=9m", "from 1024 to 1048576")]
    [DataRow("--files=;", "at least one glob")]
    [DataRow("--files=!*.log", "at least one glob")]
    [DataRow("--files=/etc/*", "relative to the folder")]
    [DataRow("--files=../*.log", "cannot leave it")]
    [DataRow("--unknown=1", "'--help'")]
    [DataRow("--files", "no value")]
    [DataRow("word", "not an option")]
    [DataRow("-x", "not an option")]
    public void A_bad_option_is_one_sentence_that_names_it(string argument, string expected)
    {
        var problem = Read([argument], ("SIDECAR_VOLUME_LOGS", "/logs")).Problems.Should().ContainSingle().Subject;
        problem.Should().Contain(argument.Split('=')[0]).And.Contain(expected).And.EndWith(".");
    }

    [TestMethod]
    public void All_problems_are_told_together() =>
        Read(["--format=xml", "--batch-size=0", "--unknown=1"]).Problems.Should().HaveCount(4);

    private static (LoggingOptions Options, IReadOnlyList<string> Problems) Read(string[] arguments, params (string Name, string Value)[] variables) =>
        LoggingOptionsReader.Read(arguments, new(variables.Select(variable => KeyValuePair.Create(variable.Name, (string?)variable.Value))));
}
