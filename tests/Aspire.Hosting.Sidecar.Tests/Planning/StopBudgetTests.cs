using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Tests.Planning;

/// <summary>
/// The time that a pod has to stop.
/// </summary>
[TestClass]
public class StopBudgetTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public void Where_nothing_is_said_main_and_sidecars_have_eight_seconds_each()
    {
        _builder.AddMain().WithSidecar("helper", TestApplication.Process).WithSidecar("proxy", Before(null));

        Budgets().Should().Be((8, 8));
    }

    [TestMethod]
    public void Sidecars_have_the_time_of_their_main_where_that_is_enough_for_all()
    {
        _builder.AddMain().WithStopGracePeriod(TimeSpan.FromSeconds(20)).WithSidecar("helper", Beside(5)).WithSidecar("proxy", Before(6));

        Budgets().Should().Be((20, 20));
    }

    [TestMethod]
    public void Sidecars_have_the_time_that_they_need_one_wave_after_another()
    {
        _builder.AddMain().WithStopGracePeriod(TimeSpan.FromSeconds(3))
            .WithSidecar("quick", Beside(5)).WithSidecar("slow", Beside(20)).WithSidecar("proxy", Before(7)).WithSidecar("cache", Before(4));

        Budgets().Should().Be((3, 31));
    }

    [TestMethod]
    public void Sidecars_that_all_start_before_the_main_stop_one_after_another()
    {
        _builder.AddMain().WithSidecar("proxy", Before(7)).WithSidecar("cache", Before(4));

        Budgets().Should().Be((8, 11));
    }

    private static Func<IDistributedApplicationBuilder, string, IResourceBuilder<ExecutableResource>> Beside(int seconds) =>
        (builder, name) => TestApplication.Process(builder, name).WithStopGracePeriod(TimeSpan.FromSeconds(seconds));

    private static Func<IDistributedApplicationBuilder, string, IResourceBuilder<ExecutableResource>> Before(int? seconds) => (builder, name) =>
    {
        var sidecar = TestApplication.Process(builder, name).WithStartOrder(SidecarStartOrder.BeforeMain);
        return seconds is { } said ? sidecar.WithStopGracePeriod(TimeSpan.FromSeconds(said)) : sidecar;
    };

    private (double Main, double Sidecars) Budgets()
    {
        var pod = PodPlanner.Plan(_builder.Resources, new(IsRunMode: true, EngineHasHostNetwork: true)).Pods.Single();
        return (pod.MainGrace.TotalSeconds, pod.SidecarBudget.TotalSeconds);
    }
}
