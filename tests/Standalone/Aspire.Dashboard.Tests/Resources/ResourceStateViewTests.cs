using Aspire.Dashboard.Display;
using Aspire.Dashboard.Model;
using Aspire.Dashboard.Resources;
using static Aspire.Dashboard.Tests.DashboardSample;

namespace Aspire.Dashboard.Tests.Resources;

[TestClass]
public sealed class ResourceStateViewTests
{
    [TestMethod]
    [DataRow("Running", "Healthy", null, "Running", "Success")]
    [DataRow("Running", "Unhealthy", null, "Running (unhealthy)", "Error")]
    [DataRow("Running", "Degraded", null, "Running (degraded)", "Warning")]
    [DataRow("Exited", null, 137, "Exited (137)", "Error")]
    [DataRow("Finished", null, 0, "Finished (0)", "Neutral")]
    [DataRow("FailedToStart", null, null, "Failed to start", "Error")]
    [DataRow("Waiting", null, null, "Waiting", "Info")]
    [DataRow("", null, null, "Unknown", "Neutral")]
    public void State_has_words_and_a_tone(string state, string? health, int? exitCode, string text, string tone)
    {
        var view = ResourceStateView.Of(Resource("api", state: state) with { Health = health, ExitCode = exitCode });

        view.Text.Should().Be(text);
        view.Tone.Should().Be(Enum.Parse<Tone>(tone));
    }

    [TestMethod]
    public void Restarts_are_counted_and_explained()
    {
        var view = ResourceStateView.Of(Resource("api-cache") with
        {
            Properties = [new ResourceFact("sidecar.restarts", "3"), new ResourceFact("sidecar.lastExitCode", "137"), new ResourceFact("sidecar.lastExitReason", "OOMKilled")],
        });

        view.Restarts.Should().Be(3);
        view.Explanation.Should().Contain("Restarted 3 times, last exit code 137 (OOMKilled).");
    }
}
