using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Tests.Hosting;
using CsCheck;

namespace Aspire.Sidecar.Agent.Tests.Options;

/// <summary>Whatever the user writes, it is taken or refused with a sentence.</summary>
[TestClass]
public sealed class OptionsFuzzTests
{
    private static readonly string[] Pieces =
    [
        "a", "b.log", "*", "**", "?", "/", "./", "..", "[", "]", "!", "-", "0-9", "{", "}", ",", ";", "(", "|", "\\", ".", "+", "02:00", "99:99", "UTC", "local", ":", "Europe/Berlin", "1", "9999999999", "1e9", "ms", "s", "h", "k", "m", "=", "%", "%20", "%zz",
        "x-api-key=", "http://", "https://", "localhost", ":4318", "/v1/logs", "[::1]", "@", "#", "ä", "\n", " ", "on", "grpc", "gzip", "(?<a>", "\\1", "(a+)+$",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Array[0, 8].Select(pieces => string.Concat(pieces.Select(piece => Pieces[piece])));

    [TestMethod]
    public void Options_of_the_logging_job() => Gen.Select(Gen.Int[0, LoggingOptionNames.All.Count - 1], Texts).Array[1, 3].Sample(
        given => LoggingOptionsReader.Read([.. given.Select(option => $"--{LoggingOptionNames.All[option.Item1].Name}={option.Item2}"), "--directory=/"], new([])).Problems.All(problem => problem.Length > 10).Should().BeTrue(),
        iter: Fuzzing.Inputs);

    [TestMethod]
    public void Options_of_the_monitoring_job() => Gen.Select(Gen.Int[0, MonitoringOptionNames.All.Count - 1], Texts).Array[1, 3].Sample(
        given => MonitoringOptionsReader.Read([.. given.Select(option => $"--{MonitoringOptionNames.All[option.Item1].Name}={option.Item2}")], new([])).Problems.All(problem => problem.Length > 10).Should().BeTrue(),
        iter: Fuzzing.Inputs);

    [TestMethod]
    public void Globs_are_refused_or_can_be_matched() => Texts.Where(text => text.Length > 0).Sample(
        text =>
        {
            if (GlobText.ProblemOf(text) is null)
            {
                _ = new FileGlobs([text]).Match("folder/app-1.log");
            }
        },
        iter: Fuzzing.Inputs);

    [TestMethod]
    public void Variables_of_the_receiver() => Gen.Select(Gen.Int[0, 5], Texts).Array[1, 4].Sample(
        given =>
        {
            string[] names = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TIMEOUT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_COMPRESSION", "OTEL_RESOURCE_ATTRIBUTES"];
            var environment = new AgentEnvironment(given.DistinctBy(variable => variable.Item1).Select(variable => KeyValuePair.Create(names[variable.Item1], (string?)variable.Item2)));
            var reader = new OtlpOptionsReader(environment, OtlpSignal.Logs);
            var options = reader.Read();
            (options.Endpoint.IsAbsoluteUri && options.Timeout > TimeSpan.Zero).Should().BeTrue();
            reader.Problems.All(problem => problem.Length > 10).Should().BeTrue();
            ResourceAttributes.Of(environment).Should().ContainSingle(attribute => attribute.Key == "service.name");
        },
        iter: Fuzzing.Inputs);
}
