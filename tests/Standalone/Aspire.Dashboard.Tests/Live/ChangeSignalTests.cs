using Aspire.Dashboard.Live;
using Microsoft.Extensions.Time.Testing;

namespace Aspire.Dashboard.Tests.Live;

[TestClass]
public sealed class ChangeSignalTests
{
    [TestMethod]
    public void Many_changes_in_an_interval_are_one_call()
    {
        var time = new FakeTimeProvider();
        using var signal = new ChangeSignal(time);
        var calls = 0;
        using var subscription = signal.Subscribe(() => calls++);

        for (var i = 0; i < 1_000; i++)
        {
            signal.Notify();
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        calls.Should().BeInRange(4, 5);
    }

    [TestMethod]
    public void Last_change_is_never_lost()
    {
        var time = new FakeTimeProvider();
        using var signal = new ChangeSignal(time);
        var calls = 0;
        using var subscription = signal.Subscribe(() => calls++);
        signal.Notify();
        time.Advance(TimeSpan.FromMilliseconds(10));
        signal.Notify();

        time.Advance(ChangeSignal.Interval);

        calls.Should().Be(2);
    }

    [TestMethod]
    public void Who_has_gone_is_not_called()
    {
        var time = new FakeTimeProvider();
        using var signal = new ChangeSignal(time);
        var calls = 0;
        signal.Subscribe(() => calls++).Dispose();

        signal.Notify();
        time.Advance(ChangeSignal.Interval);

        calls.Should().Be(0);
    }
}
