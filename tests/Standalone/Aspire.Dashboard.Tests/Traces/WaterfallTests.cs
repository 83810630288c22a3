using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Traces;
using static Aspire.Dashboard.Tests.DashboardSample;

namespace Aspire.Dashboard.Tests.Traces;

[TestClass]
public sealed class WaterfallTests
{
    private static readonly HashSet<string> None = [];

    [TestMethod]
    public void Spans_follow_their_parents_in_the_order_of_their_starts()
    {
        var rows = Waterfall.Build(new Trace("trace-1", [Span("late", "root", 50), Span("root", null, 0, 100), Span("early", "root", 10), Span("inner", "early", 12)]), None);

        rows.Select(row => (row.Span.SpanId, row.Depth)).Should().Equal(("root", 0), ("early", 1), ("inner", 2), ("late", 1));
    }

    [TestMethod]
    public void Bars_share_the_axis_of_the_trace()
    {
        var rows = Waterfall.Build(new Trace("trace-1", [Span("root", null, 0, 100), Span("half", "root", 25, 50)]), None);

        (rows[1].Start, rows[1].Width).Should().Be((25, 50));
    }

    [TestMethod]
    public void Collapsed_span_hides_what_is_below_it()
        => Waterfall.Build(new Trace("trace-1", [Span("root"), Span("child", "root"), Span("grandchild", "child")]), new HashSet<string> { "child" })
            .Select(row => row.Span.SpanId).Should().Equal("root", "child");

    [TestMethod]
    public void Span_whose_parent_is_missing_is_a_root()
        => Waterfall.Build(new Trace("trace-1", [Span("orphan", "gone")]), None).Should().ContainSingle().Which.Depth.Should().Be(0);

    [TestMethod]
    public void Chain_as_long_as_a_trace_can_be_is_laid_out()
        => Waterfall.Build(new Trace("trace-1", [.. Enumerable.Range(0, 5_000).Select(number => Span($"{number}", number == 0 ? null : $"{number - 1}"))]), None)
            .Should().HaveCount(5_000);
}
