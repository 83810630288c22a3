using Aspire.Dashboard.StructuredLogs;
using static Aspire.Dashboard.Tests.DashboardSample;

namespace Aspire.Dashboard.Tests.StructuredLogs;

[TestClass]
public sealed class LogFilterTests
{
    private static readonly LogFilter All = new(null, 0, null, null, null);

    [TestMethod]
    public void Nothing_given_fits_everything() => All.Matches(Log()).Should().BeTrue();

    [TestMethod]
    [DataRow("Warning", 9, false)]
    [DataRow("Warning", 13, true)]
    [DataRow("Warning", 17, true)]
    [DataRow("Trace", 1, true)]
    public void Level_is_the_least_one(string level, int severity, bool fits)
        => (All with { LeastSeverity = LogLevels.Least(level) }).Matches(Log(severity: severity)).Should().Be(fits);

    [TestMethod]
    [DataRow("api", true)]
    [DataRow("API-1", true)]
    [DataRow("api-2", false)]
    public void Source_is_a_service_or_one_of_its_instances(string source, bool fits)
        => (All with { Source = source }).Matches(Log(instance: "1")).Should().Be(fits);

    [TestMethod]
    public void Text_is_searched_in_messages_without_regard_to_case()
    {
        (All with { Text = " SOLD " }).Matches(Log()).Should().BeTrue();
        (All with { Text = "bought" }).Matches(Log()).Should().BeFalse();
    }

    [TestMethod]
    public void Trace_must_be_the_same()
    {
        (All with { TraceId = "1" }).Matches(Log(traceId: "1")).Should().BeTrue();
        (All with { TraceId = "1" }).Matches(Log()).Should().BeFalse();
    }
}
