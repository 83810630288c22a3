using Aspire.Dashboard.Resources;
using static Aspire.Dashboard.Tests.DashboardSample;

namespace Aspire.Dashboard.Tests.Resources;

[TestClass]
public sealed class ResourceTreeTests
{
    private static readonly HashSet<string> None = [];

    [TestMethod]
    public void Sidecars_are_under_their_main()
    {
        var rows = ResourceTree.Build([Resource("web"), Resource("api-logs", "api-abcdefgh"), Resource("api"), Resource("api-cache", "api")], None, null);

        rows.Select(row => (row.Resource.Name, row.Depth)).Should().Equal(("api", 0), ("api-cache", 1), ("api-logs", 1), ("web", 0));
        rows[0].Children.Should().Be(2);
    }

    [TestMethod]
    public void Collapsed_main_has_no_rows_below_it()
        => ResourceTree.Build([Resource("api"), Resource("api-logs", "api")], new HashSet<string> { "api" }, null)
            .Should().ContainSingle().Which.IsExpanded.Should().BeFalse();

    [TestMethod]
    public void Match_brings_its_main_along_though_that_is_collapsed()
    {
        var rows = ResourceTree.Build([Resource("api"), Resource("api-logs", "api"), Resource("web")], new HashSet<string> { "api" }, "logs");

        rows.Select(row => row.Resource.Name).Should().Equal("api", "api-logs");
    }

    [TestMethod]
    public void Resources_that_are_each_others_parents_do_not_vanish()
        => ResourceTree.Build([Resource("one", "two"), Resource("two", "one")], None, null).Select(row => row.Resource.Name).Should().BeEquivalentTo("one", "two");

    [TestMethod]
    public void Child_of_an_unknown_parent_is_a_root()
        => ResourceTree.Build([Resource("lonely", "gone")], None, null).Should().ContainSingle().Which.Depth.Should().Be(0);

    [TestMethod]
    public void Parameters_come_last()
        => ResourceTree.Build([Resource("a-password", type: "Parameter"), Resource("web")], None, null).Select(row => row.Resource.Name).Should().Equal("web", "a-password");
}
