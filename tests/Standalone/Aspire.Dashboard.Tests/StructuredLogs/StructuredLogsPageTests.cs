using Aspire.Dashboard.StructuredLogs;
using Bunit;
using static Aspire.Dashboard.Tests.DashboardSample;

namespace Aspire.Dashboard.Tests.StructuredLogs;

[TestClass]
public sealed class StructuredLogsPageTests
{
    [TestMethod]
    public async Task Record_that_a_sidecar_has_sent_names_it_beside_its_main()
    {
        await using var context = new DashboardContext();
        context.Telemetry.OnLogs([Log() with { Attributes = new Dictionary<string, string> { ["sidecar.name"] = "shipper" } }]);

        var page = context.Render<StructuredLogsPage>();

        page.Find(".source-name").TextContent.Should().Contain("api").And.Contain("shipper");
    }

    [TestMethod]
    public async Task Filter_that_nothing_fits_says_so()
    {
        await using var context = new DashboardContext();
        context.Telemetry.OnLogs([Log()]);

        context.Render<StructuredLogsPage>(parameters => parameters.Add(component => component.Name, "web")).Markup.Should().Contain("No record fits the filter");
    }
}
