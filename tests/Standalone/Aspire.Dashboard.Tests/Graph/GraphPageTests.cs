using Aspire.Dashboard.Graph;
using Bunit;
using static Aspire.Dashboard.Tests.DashboardSample;

namespace Aspire.Dashboard.Tests.Graph;

[TestClass]
public sealed class GraphPageTests
{
    [TestMethod]
    public async Task Resource_whose_id_is_its_name_keeps_up_with_changes()
    {
        await using var context = new DashboardContext();
        var password = Resource("password", type: "Parameter") with { Id = "password" };
        context.Resources.Resources = [Resource("api", state: "Starting"), password];
        var page = context.Render<GraphPage>();

        context.Resources.Resources = [Resource("api"), password];
        context.Update();

        page.WaitForAssertion(() => page.Find("[data-resource=api]").TextContent.Should().Contain("Running"));
    }
}
