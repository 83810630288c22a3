using Aspire.Sidecar.Agent.Options;

namespace Aspire.Sidecar.Agent.Tests.Options;

[TestClass]
public sealed class OtlpOptionsReaderTests
{
    [TestMethod]
    [DataRow("ENDPOINT=http://h:1", "http://h:1/v1/logs")]
    [DataRow("ENDPOINT=http://h:1/base/", "http://h:1/base/v1/logs")]
    [DataRow("ENDPOINT=http://h:1;LOGS_ENDPOINT=http://l:2/as/is", "http://l:2/as/is")]
    [DataRow("ENDPOINT=http://h:1;PROTOCOL=grpc", "http://h:1/")]
    [DataRow("ENDPOINT=http://h:1;PROTOCOL=grpc;LOGS_PROTOCOL=http/protobuf", "http://h:1/v1/logs")]
    [DataRow("ENDPOINT=http://h:1/?key=1", "http://h:1/v1/logs?key=1")]
    [DataRow("ENDPOINT=https://:secret@h", "https://:secret@h/v1/logs")]
    [DataRow("", "http://localhost:4318/v1/logs")]
    [DataRow("PROTOCOL=grpc", "http://localhost:4317/")]
    [DataRow("ENDPOINT=", "http://localhost:4318/v1/logs")]
    public void Endpoints(string variables, string expected)
    {
        var (options, problems) = Read(variables);
        options.Endpoint.Should().Be(new Uri(expected));
        problems.Should().BeEmpty();
    }

    [TestMethod]
    public void Headers_timeout_and_compression()
    {
        var (options, problems) = Read("HEADERS=x-a=1, x-b=two%20words%3D;TIMEOUT=1500;COMPRESSION=gzip;LOGS_TIMEOUT=500");
        problems.Should().BeEmpty();
        options.Headers.Select(header => $"{header.Key}: {header.Value}").Should().Equal("x-a: 1", "x-b: two words=");
        (options.Timeout, options.UseGzip).Should().Be((TimeSpan.FromMilliseconds(500), true));
    }

    [TestMethod]
    [DataRow("ENDPOINT=localhost:4317", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [DataRow("LOGS_ENDPOINT=ftp://x", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT")]
    [DataRow("PROTOCOL=http/json", "OTEL_EXPORTER_OTLP_PROTOCOL")]
    [DataRow("COMPRESSION=zstd", "OTEL_EXPORTER_OTLP_COMPRESSION")]
    [DataRow("TIMEOUT=soon", "OTEL_EXPORTER_OTLP_TIMEOUT")]
    [DataRow("HEADERS=secret", "OTEL_EXPORTER_OTLP_HEADERS")]
    [DataRow("CERTIFICATE=/no/such.pem", "OTEL_EXPORTER_OTLP_CERTIFICATE")]
    public void A_bad_variable_is_one_sentence_that_names_it(string variables, string expected)
    {
        var problem = Read(variables).Problems.Should().ContainSingle().Subject;
        problem.Should().StartWith($"'{expected}'").And.NotContain("secret'");
    }

    [TestMethod]
    public void Bad_headers_are_told_by_their_places() =>
        Read("HEADERS=secret,x-a=1,another secret").Problems.Should().HaveCount(2).And.Contain(problem => problem.Contains("entry 1 ")).And.Contain(problem => problem.Contains("entry 3 "));

    private static (OtlpOptions Options, IReadOnlyList<string> Problems) Read(string variables)
    {
        var reader = new OtlpOptionsReader(new(variables.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=', 2))
            .Select(pair => KeyValuePair.Create("OTEL_EXPORTER_OTLP_" + pair[0], (string?)pair[1]))), OtlpSignal.Logs);
        return (reader.Read(), reader.Problems);
    }
}
