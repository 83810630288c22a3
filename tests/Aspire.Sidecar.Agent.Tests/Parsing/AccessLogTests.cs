using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

/// <summary>Lines of the accesses to web servers.</summary>
[TestClass]
public sealed class AccessLogTests
{
    private const string Front = "10.1.2.3 - - [31/Jan/2026:12:34:56 +0100] ";

    [TestMethod]
    [DataRow(200, SeverityNumber.Info)]
    [DataRow(399, SeverityNumber.Info)]
    [DataRow(400, SeverityNumber.Warn)]
    [DataRow(499, SeverityNumber.Warn)]
    [DataRow(500, SeverityNumber.Error)]
    public void The_status_says_how_severe_it_is(int status, object severity)
    {
        var record = ParsedRecord.Of($"{Front}\"GET / HTTP/1.1\" {status} 12");
        ((object)record.SeverityNumber, record.Attribute("http.response.status_code")).Should().Be((severity, $"{status}"));
    }

    [TestMethod]
    [DataRow("\"GET /a HTTP/2\" 200 0", "0", null, null)]
    [DataRow("\"GET /a HTTP/2\" 200 -", null, null, null)]
    [DataRow("\"GET /a HTTP/2\" 200 -1", null, null, null)]
    [DataRow("\"GET /a HTTP/2\" 200 12 \"-\" \"-\"", "12", null, null)]
    [DataRow("\"GET /a HTTP/2\" 200 12 \"\" \"\"", "12", null, null)]
    [DataRow("\"GET /a HTTP/2\" 200 - \"https://x/\" \"curl\"", null, "https://x/", "curl")]
    [DataRow("\"GET /a HTTP/2\" 200 12 \"-\" \"curl\"", "12", null, "curl")]
    public void Size_referer_and_program(string rest, string? size, string? referer, string? program)
    {
        var record = ParsedRecord.Of(Front + rest);
        (record.Attribute("http.response.body.size"), record.Attribute("http.request.header.referer"), record.Attribute("user_agent.original")).Should().Be((size, referer, program));
    }

    [TestMethod]
    [DataRow("GET /a HTTP/2", "GET", "/a", null, "2")]
    [DataRow("GET /a? HTTP/2", "GET", "/a", "", "2")]
    [DataRow("GET ?b HTTP/1.0", "GET", "", "b", "1.0")]
    [DataRow("GET /a gopher", "GET", "/a", null, null)]
    [DataRow("GET /a", null, null, null, null)]
    [DataRow("-", null, null, null, null)]
    [DataRow("", null, null, null, null)]
    public void Requests(string request, string? method, string? path, string? query, string? version)
    {
        var record = ParsedRecord.Of($"{Front}\"{request}\" 200 12");
        record.Attribute("client.address").Should().Be("10.1.2.3");
        (record.Attribute("http.request.method"), record.Attribute("url.path"), record.Attribute("url.query"), record.Attribute("network.protocol.version")).Should().Be((method, path, query, version));
    }

    [TestMethod]
    [DataRow("shop.example:8080 10.1.2.3 - -", "10.1.2.3", "shop.example", "8080")]
    [DataRow("shop.example:65535 10.1.2.3 - -", "10.1.2.3", "shop.example", "65535")]
    [DataRow("shop.example:1 10.1.2.3 - -", "10.1.2.3", "shop.example", "1")]
    [DataRow("shop.example:0 10.1.2.3 - -", "10.1.2.3", "shop.example:0", null)]
    [DataRow("shop.example:65536 10.1.2.3 - -", "10.1.2.3", "shop.example:65536", null)]
    [DataRow("shop.example:80x 10.1.2.3 - -", "10.1.2.3", "shop.example:80x", null)]
    [DataRow("shop.example: 10.1.2.3 - -", "10.1.2.3", "shop.example:", null)]
    [DataRow(":80 10.1.2.3 - -", "10.1.2.3", ":80", null)]
    [DataRow("- 10.1.2.3 - -", "10.1.2.3", null, null)]
    [DataRow("shop client.example - -", "client.example", "shop", null, DisplayName = "names alone")]
    [DataRow("10.1.2.3 shop - -", "10.1.2.3", "shop", null)]
    [DataRow("shop.example:443 10.1.2.3 - ann", "10.1.2.3", "shop.example", "443", DisplayName = "a user")]
    [DataRow("::1 - -", "::1", null, null)]
    public void Virtual_hosts(string front, string client, string? host, string? port)
    {
        var record = ParsedRecord.Of($"{front} [31/Jan/2026:12:34:56 +0100] \"GET / HTTP/2\" 200 12");
        (record.Attribute("client.address"), record.Attribute("server.address"), record.Attribute("server.port"), record.Time()).Should().Be((client, host, port, "2026-01-31T11:34:56"));
    }

    [TestMethod]
    [DataRow("10.1.2.3 - - [31/Jan/2026:12:34:56 +0100 \"GET / HTTP/2\" 200 12")]
    [DataRow("10.1.2.3 - - [31/Jan/2026:12:34:56 +0100]\"GET / HTTP/2\" 200 12")]
    [DataRow("10.1.2.3 - - [31/Jan/2026:12:34:56 +0100] GET / HTTP/2 200 12")]
    [DataRow("10.1.2.3 - - [31/Jan/2026:12:34:56 +0100] \"GET / HTTP/2\"200 12")]
    [DataRow("10.1.2.3 - - [31/Jan/2026:12:34:56 +0100] \"GET / HTTP/2\" 20 12")]
    [DataRow("10.1.2.3 - - [31/Jan/2026:12:34:56 +0100] \"GET / HTTP/2 200 12")]
    [DataRow("10.1.2.3 - [31/Jan/2026:12:34:56 +0100] \"GET / HTTP/2\" 200 12", DisplayName = "a word too few")]
    [DataRow("a b c - - [31/Jan/2026:12:34:56 +0100] \"GET / HTTP/2\" 200 12", DisplayName = "a word too many")]
    [DataRow("[31/Jan/2026:12:34:56 +0100] \"GET / HTTP/2\" 200 12")]
    [DataRow("10.1.2.3 - - [noon] \"GET / HTTP/2\" 200 12")]
    public void What_only_looks_like_an_access_is_a_line_of_text(string line)
    {
        var record = ParsedRecord.Of(line);
        record.Body.StringValue.Should().Be(line);
        record.Attributes.Should().BeEmpty();
    }
}
