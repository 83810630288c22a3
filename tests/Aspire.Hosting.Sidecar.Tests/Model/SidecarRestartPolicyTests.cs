namespace Aspire.Hosting.Sidecar.Tests.Model;

[TestClass]
public class SidecarRestartPolicyTests
{
    [TestMethod]
    public void The_default_restarts_five_times_on_failure_and_doubles_from_one_second_to_thirty()
    {
        var policy = SidecarRestartPolicy.Default;

        policy.Should().Be(SidecarRestartPolicy.OnFailure(5, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)));
        Enumerable.Range(0, 7).Select(policy.DelayAfter).Select(delay => delay.TotalSeconds).Should().Equal(1, 2, 4, 8, 16, 30, 30);
    }

    [TestMethod]
    public void The_pause_stays_at_its_cap_however_often()
        => SidecarRestartPolicy.Always().DelayAfter(5000).Should().Be(TimeSpan.FromSeconds(30));

    [TestMethod]
    public void A_first_pause_beyond_the_default_cap_is_its_own_cap()
        => SidecarRestartPolicy.Always(TimeSpan.FromMinutes(1)).DelayAfter(3).Should().Be(TimeSpan.FromMinutes(1));

    [TestMethod]
    public void Values_out_of_range_are_refused()
    {
        FluentActions.Invoking(() => SidecarRestartPolicy.OnFailure(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => SidecarRestartPolicy.Always(TimeSpan.FromSeconds(-1))).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => SidecarRestartPolicy.Always(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [TestMethod]
    public void Settings_out_of_range_are_refused()
    {
        var sidecar = TestApplication.Process(TestApplication.CreateBuilder(), "sidecar");

        sidecar.Invoking(s => s.WithStopGracePeriod(TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>();
        sidecar.Invoking(s => s.WithStartOrder((SidecarStartOrder)9)).Should().Throw<ArgumentOutOfRangeException>();
        sidecar.Invoking(s => s.WithNetworkSharing((SidecarNetwork)9)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
