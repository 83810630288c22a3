using Aspire.Dashboard.Model;
using Aspire.Dashboard.Resources;
using Bunit;
using static Aspire.Dashboard.Tests.DashboardSample;

namespace Aspire.Dashboard.Tests.Resources;

[TestClass]
public sealed class ResourcesPageTests
{
    [TestMethod]
    public async Task Sidecars_are_nested_and_can_be_collapsed()
    {
        await using var context = new DashboardContext();
        context.Resources.Resources = [Resource("api"), Resource("api-cache", "api", type: "Sidecar")];
        var page = context.Render<ResourcesPage>();

        Names(page).Should().Equal("api", "api-cache");
        page.Find("[data-resource=api-cache]").GetAttribute("aria-level").Should().Be("2");
        await page.Find("button[aria-label='Collapse api']").ClickAsync(new());

        Names(page).Should().Equal("api");
    }

    [TestMethod]
    public async Task New_state_is_shown_without_a_reload()
    {
        await using var context = new DashboardContext();
        context.Resources.Resources = [Resource("api", state: "Starting")];
        var page = context.Render<ResourcesPage>();

        context.Resources.Resources = [Resource("api", state: "Exited") with { ExitCode = 137 }];
        context.Update();

        page.WaitForAssertion(() => page.Find(".state").TextContent.Trim().Should().Be("Exited (137)"));
        page.Find(".state").ClassList.Should().Contain("tone-error");
    }

    [TestMethod]
    public async Task Empty_application_says_what_to_do()
    {
        await using var context = new DashboardContext();

        context.Render<ResourcesPage>().Find(".empty").TextContent.Should().Contain("No resources yet").And.Contain("builder.AddProject");
    }

    [TestMethod]
    public async Task Hidden_resources_are_left_out()
    {
        await using var context = new DashboardContext();
        context.Resources.Resources = [Resource("api"), Resource("api-rebuilder") with { IsHidden = true }];

        Names(context.Render<ResourcesPage>()).Should().Equal("api");
    }

    [TestMethod]
    public async Task Environment_is_masked_until_revealed()
    {
        await using var context = new DashboardContext();
        var details = context.Render<ResourceDetails>(parameters => parameters.Add(component => component.Resource, Resource("api") with
        {
            Environment = [new ResourceFact("PASSWORD", "hunter2", IsSecret: true), new ResourceFact("TOKEN", "xyzzy", IsSecret: true)],
        }));

        details.Markup.Should().NotContain("hunter2").And.NotContain("xyzzy");
        await details.Find("button[aria-label='Show the value of PASSWORD']").ClickAsync(new());

        details.Find("[data-fact=PASSWORD] .fact-value").TextContent.Should().Be("hunter2");
        details.Markup.Should().NotContain("xyzzy");
    }

    [TestMethod]
    public async Task Pod_of_a_main_lists_its_members_and_that_of_a_sidecar_its_limits()
    {
        await using var context = new DashboardContext();
        var sidecar = Resource("api-cache", "api") with { Properties = [new("sidecar.main", "api"), new("container.limit.memory", "64 MiB")] };
        context.Resources.Resources = [Resource("api"), sidecar];

        var ofMain = context.Render<ResourceDetails>(parameters => parameters.Add(component => component.Resource, Resource("api")));
        var ofSidecar = context.Render<ResourceDetails>(parameters => parameters.Add(component => component.Resource, sidecar));

        ofMain.Find("[data-fact=Members] .fact-value").TextContent.Should().Be("api-cache");
        ofSidecar.Find("[data-fact='Memory limit'] .fact-value").TextContent.Should().Be("64 MiB");
    }

    private static string[] Names(IRenderedComponent<ResourcesPage> page)
        => [.. page.FindAll("tr.row").Select(row => row.GetAttribute("data-resource")!)];
}
