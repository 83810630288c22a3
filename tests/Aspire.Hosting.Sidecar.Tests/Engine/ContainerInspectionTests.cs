using Aspire.Hosting.Sidecar.Engine;

namespace Aspire.Hosting.Sidecar.Tests.Engine;

[TestClass]
public sealed class ContainerInspectionTests
{
    [TestMethod]
    [DataRow("""{"Running": true, "Paused": true}""", true, true, DisplayName = "docker")]
    [DataRow("""{"Running": false, "Paused": true}""", true, true, DisplayName = "podman")]
    [DataRow("""{"Running": true, "Paused": false}""", true, false)]
    [DataRow("""{"Running": false, "Paused": false}""", false, false)]
    public void A_container_that_is_paused_runs_for_either_engine(string state, bool isRunning, bool isPaused)
    {
        var inspection = ContainerInspection.Parse($$"""[{"Id": "1", "State": {{state}}}]""");

        (inspection.IsRunning, inspection.IsPaused).Should().Be((isRunning, isPaused));
    }
}
