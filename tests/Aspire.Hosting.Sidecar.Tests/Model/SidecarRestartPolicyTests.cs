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
    {
        SidecarRestartPolicy.Always().DelayAfter(5000).Should().Be(TimeSpan.FromSeconds(30));
        SidecarRestartPolicy.Always(TimeSpan.Zero).DelayAfter(5000).Should().Be(TimeSpan.Zero);
    }

    [TestMethod]
    public void A_first_pause_beyond_the_default_cap_is_its_own_cap()
        => SidecarRestartPolicy.Always(TimeSpan.FromMinutes(1)).DelayAfter(3).Should().Be(TimeSpan.FromMinutes(1));

    [TestMethod]
    public void Values_out_of_range_are_refused()
    {
        var negative = TimeSpan.FromSeconds(-1);
        var long60 = TimeSpan.FromDays(60);

        Refused(() => SidecarRestartPolicy.OnFailure(0)).WithMessage("ASPIRESIDECAR065: The most restarts of a policy cannot be 0*");
        Refused(() => SidecarRestartPolicy.Always(negative)).WithMessage("ASPIRESIDECAR065: The pause before a restart cannot be -0:00:01*");
        Refused(() => SidecarRestartPolicy.OnFailure(backOff: long60)).WithMessage("ASPIRESIDECAR065: The pause before a restart cannot be 60:0:00:00*");
        Refused(() => SidecarRestartPolicy.OnFailure(maxBackOff: long60)).WithMessage("ASPIRESIDECAR065: The longest pause before a restart*");
        Refused(() => SidecarRestartPolicy.Always(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1))).WithMessage("ASPIRESIDECAR065: The longest pause before a restart*at least 0:00:02*");
        Refused(() => SidecarRestartPolicy.Always(TimeSpan.MaxValue)).WithMessage("ASPIRESIDECAR065*");
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refused(Func<object> call) =>
        call.Should().Throw<ArgumentException>();
}
