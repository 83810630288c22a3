using Aspire.Hosting.Sidecar.Deciding;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

[TestClass]
public class MemberPhaseTests
{
    [TestMethod]
    [DataRow("Running", MemberPhase.Running)]
    [DataRow("Active", MemberPhase.Running)]
    [DataRow("Paused", MemberPhase.Running)]
    [DataRow("Finished", MemberPhase.Ended)]
    [DataRow("Exited", MemberPhase.Ended)]
    [DataRow("Terminated", MemberPhase.Ended)]
    [DataRow("Unknown", MemberPhase.Ended)]
    [DataRow("RuntimeUnhealthy", MemberPhase.FailedToStart)]
    [DataRow("Building", MemberPhase.Starting)]
    [DataRow("of somebody's own", MemberPhase.Unknown)]
    public void States_of_the_orchestrator_have_a_phase(string state, object phase) => MemberPhases.Of(state).Should().Be((MemberPhase)phase);
}
