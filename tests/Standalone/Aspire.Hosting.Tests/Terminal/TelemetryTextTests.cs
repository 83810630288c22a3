using Aspire.Hosting.Terminal;

namespace Aspire.Hosting.Tests.Terminal;

[TestClass]
public sealed class TelemetryTextTests
{
    [TestMethod]
    [DataRow(9, "Information", "shipper", "abc", "Information [shipper] sold out (trace abc)")]
    [DataRow(18, null, null, null, "Error sold out")]
    [DataRow(0, "", null, null, "Log sold out")]
    public void Log_record_is_worded_as_a_line(int severityNumber, string? severityText, string? sidecar, string? traceId, string expected)
        => TelemetryText.Describe(severityNumber, severityText, sidecar, "sold out", traceId).Should().Be(expected);
}
