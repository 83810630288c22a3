using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Sidecar.Tests;

[TestClass]
public class ShutdownTimeTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public void The_host_gives_the_time_that_was_promised()
    {
        _builder.AddMain().WithSidecar("proxy", (b, n) => TestApplication.Process(b, n).WithStopGracePeriod(TimeSpan.FromMinutes(5)));

        Timeout().Should().BeGreaterThan(TimeSpan.FromMinutes(5));
    }

    [TestMethod]
    public void No_more_than_a_timer_can_wait()
    {
        var api = _builder.AddMain();
        for (var number = 0; number < 60; number++)
        {
            api.WithSidecar($"proxy{number}", (b, n) => TestApplication.Process(b, n).WithStopGracePeriod(TimeSpan.FromDays(1)));
        }

        using var timer = new CancellationTokenSource();
        timer.Invoking(t => t.CancelAfter(Timeout())).Should().NotThrow();
    }

    [TestMethod]
    public void A_host_that_waits_for_ever_still_does()
    {
        _builder.AddMain().WithSidecar("proxy", TestApplication.Process);
        _builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = System.Threading.Timeout.InfiniteTimeSpan);

        Timeout().Should().Be(System.Threading.Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Timeout()
    {
        using var application = _builder.Build();
        return application.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
    }
}
