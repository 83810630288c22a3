using Aspire.Sidecar.Agent.Following;

namespace Aspire.Sidecar.Agent.Tests.Following;

[TestClass]
public sealed class RotationNamesTests
{
    [TestMethod]
    [DataRow("app.log.1", true)]
    [DataRow("app.log-20260131", true)]
    [DataRow("app.log.2026-01-31T12", true)]
    [DataRow("app.log.old", true)]
    [DataRow("app.1.log", true)]
    [DataRow("app-2026-01-31.log", true)]
    [DataRow("app_001.log", true)]
    [DataRow("app.log", false)]
    [DataRow("app.log.1.gz", false)]
    [DataRow("app.log.", false)]
    [DataRow("app-audit.log", false)]
    [DataRow("app.logs", false)]
    [DataRow("web.log.1", false)]
    public void Rotated_names_of_a_file(string candidate, bool expected) => RotationNames.IsRotationOf(candidate, "app.log").Should().Be(expected);
}
