using Aspire.Dashboard.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Aspire.Dashboard.Tests.Telemetry;

[TestClass]
public sealed class TelemetryLimitsTests
{
    [TestMethod]
    public void Limits_are_read_by_the_names_of_Aspire()
    {
        var configuration = new ConfigurationManager
        {
            ["Dashboard:TelemetryLimits:MaxLogCount"] = "7",
            ["Dashboard:TelemetryLimits:MaxTraceCount"] = "8",
            ["Dashboard:Frontend:MaxConsoleLogCount"] = "9",
        };

        TelemetryLimits.Read(configuration).Should().Be(new TelemetryLimits { MaxLogCount = 7, MaxTraceCount = 8, MaxConsoleLogCount = 9 });
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("many")]
    public void Limit_that_is_no_number_is_named(string value)
    {
        var read = () => TelemetryLimits.Read(new ConfigurationManager { ["Dashboard:TelemetryLimits:MaxLogCount"] = value });

        read.Should().Throw<InvalidOperationException>().WithMessage($"The setting 'Dashboard:TelemetryLimits:MaxLogCount' is '{value}'. *");
    }
}
