using Aspire.Dashboard.Traces;
using Bunit;
using static Aspire.Dashboard.Tests.DashboardSample;

namespace Aspire.Dashboard.Tests.Traces;

[TestClass]
public sealed class TracePageTests
{
    [TestMethod]
    public async Task Spans_of_main_and_sidecar_are_in_one_waterfall()
    {
        await using var context = new DashboardContext();
        context.Resources.Resources = [Resource("api"), Resource("api-pricing", "api")];
        context.Telemetry.OnSpans([Span("root"), Span("price", "root", service: "api-pricing")]);

        var page = context.Render<TracePage>(parameters => parameters.Add(component => component.TraceId, "trace-1"));

        page.FindAll("tr.row").Select(row => row.GetAttribute("data-resource")).Should().Equal("api", "api-pricing");
    }

    [TestMethod]
    public async Task Trace_that_is_not_here_says_so()
    {
        await using var context = new DashboardContext();

        context.Render<TracePage>(parameters => parameters.Add(component => component.TraceId, "gone")).Markup.Should().Contain("This trace is not here");
    }

    [TestMethod]
    public async Task Late_span_is_added_without_a_reload()
    {
        await using var context = new DashboardContext();
        context.Telemetry.OnSpans([Span("root")]);
        var page = context.Render<TracePage>(parameters => parameters.Add(component => component.TraceId, "trace-1"));

        context.Telemetry.OnSpans([Span("late", "root")]);
        context.Update();

        page.WaitForAssertion(() => page.FindAll("tr.row").Should().HaveCount(2));
    }
}
