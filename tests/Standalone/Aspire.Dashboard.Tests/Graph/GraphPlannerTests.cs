using Aspire.Dashboard.Graph;
using Aspire.Dashboard.Model;
using static Aspire.Dashboard.Tests.DashboardSample;

namespace Aspire.Dashboard.Tests.Graph;

[TestClass]
public sealed class GraphPlannerTests
{
    [TestMethod]
    public void Pod_is_a_box_with_its_main_on_top()
    {
        var pod = GraphPlanner.Plan([Resource("api-a", "api"), Resource("api"), Resource("api-b", "api")]).Pods.Should().ContainSingle().Subject;

        pod.Members.Select(node => node.Resource.Name).Should().Equal("api", "api-a", "api-b");
        pod.Members.Should().OnlyContain(node => node.X >= pod.X && node.Y + GraphPlanner.NodeHeight <= pod.Y + pod.Height);
    }

    [TestMethod]
    public void What_a_pod_depends_on_is_to_the_right_of_it()
    {
        var picture = GraphPlanner.Plan([Resource("db"), Resource("web") with { Relationships = [new("db", "Reference"), new("db", "WaitFor")] }]);

        picture.Pods.Single(pod => pod.Name == "db").X.Should().BeGreaterThan(picture.Pods.Single(pod => pod.Name == "web").X);
        picture.Edges.Should().ContainSingle().Which.Should().Match<GraphEdge>(edge => edge.From == "web" && edge.To == "db" && edge.IsWait && edge.IsReference);
    }

    [TestMethod]
    public void Pods_that_wait_for_each_other_are_laid_out()
        => GraphPlanner.Plan([Resource("one") with { Relationships = [new("two", "WaitFor")] }, Resource("two") with { Relationships = [new("one", "WaitFor")] }])
            .Edges.Should().HaveCount(2);

    [TestMethod]
    public void Boxes_do_not_overlap()
    {
        var pods = GraphPlanner.Plan(Enumerable.Range(0, 60).Select(number => Resource($"r{number}") with { Relationships = [new ResourceRelationship($"r{number / 2}", "Reference")] })).Pods;

        pods.SelectMany((one, index) => pods.Skip(index + 1).Select(other => (one, other))).Should().OnlyContain(pair =>
            pair.one.X + pair.one.Width <= pair.other.X || pair.other.X + pair.other.Width <= pair.one.X
            || pair.one.Y + pair.one.Height <= pair.other.Y || pair.other.Y + pair.other.Height <= pair.one.Y);
    }
}
