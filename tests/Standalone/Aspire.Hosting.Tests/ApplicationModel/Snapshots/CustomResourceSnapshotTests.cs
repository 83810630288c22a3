using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Tests.ApplicationModel.Snapshots;

[TestClass]
public sealed class CustomResourceSnapshotTests
{
    private static readonly CustomResourceSnapshot Running = new() { ResourceType = "Test", Properties = [], State = KnownResourceStates.Running };

    [TestMethod]
    public void Only_a_running_resource_has_a_health()
    {
        (Running with { State = KnownResourceStates.Starting }).HealthStatus.Should().BeNull();
        Running.HealthStatus.Should().Be(HealthStatus.Healthy);
    }

    [TestMethod]
    public void The_worst_check_decides()
    {
        var snapshot = Running.WithHealthReports([
            new HealthReportSnapshot("a", HealthStatus.Healthy, null, null),
            new HealthReportSnapshot("b", HealthStatus.Degraded, null, null),
        ]);

        snapshot.HealthStatus.Should().Be(HealthStatus.Degraded);
    }

    [TestMethod]
    public void A_check_that_has_not_run_counts_as_unhealthy()
        => Running.WithHealthReports([new HealthReportSnapshot("a", null, null, null)]).HealthStatus.Should().Be(HealthStatus.Unhealthy);

    [TestMethod]
    public void Terminal_states_are_those_a_resource_does_not_leave()
        => KnownResourceStates.TerminalStates.Should().Equal("Finished", "FailedToStart", "Exited");

    [TestMethod]
    public void A_text_is_a_state()
    {
        ResourceStateSnapshot? state = "Custom";
        ResourceStateSnapshot? none = (string?)null;

        state.Should().Be(new ResourceStateSnapshot("Custom", null));
        none.Should().BeNull();
    }
}
