using Aspire.Hosting.Sidecar.Deciding;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

[TestClass]
public class MemberEndTests
{
    [TestMethod]
    public void An_end_is_told_with_its_exit_code_and_its_reason()
    {
        new MemberEnd(7).Told.Should().Be("ended with exit code 7");
        new MemberEnd(137, IsOutOfMemory: true).Failure.Should().Be("failed for good with exit code 137 (OOMKilled)");
    }

    [TestMethod]
    public void What_never_started_has_no_exit_code()
    {
        new MemberEnd(null, HasStarted: false).Told.Should().Be("could not be started");
        new MemberEnd(null, HasStarted: false).Failure.Should().Be("failed for good, as it could not be started");
    }

    [TestMethod]
    public void An_end_whose_exit_code_never_came_says_so() => new MemberEnd(null).Told.Should().Be("ended with exit code unknown");

    [TestMethod]
    [DataRow("sidecar.lastExitReason", "OOMKilled", true)]
    [DataRow("sidecar.lastExitReason", "Error", false)]
    [DataRow("reason", "OOMKilled", false)]
    public void What_the_resource_shows_says_whether_it_was_the_memory(string property, string value, bool expected)
    {
        var snapshot = new CustomResourceSnapshot { ResourceType = "Container", Properties = [new("sidecar.restarts", 1), new(property, value)] };

        MemberEnd.IsOutOfMemoryOf(snapshot).Should().Be(expected);
    }
}
