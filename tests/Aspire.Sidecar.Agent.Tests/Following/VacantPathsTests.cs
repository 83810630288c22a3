using Aspire.Sidecar.Agent.Following;
using Microsoft.Extensions.Time.Testing;

namespace Aspire.Sidecar.Agent.Tests.Following;

[TestClass]
public sealed class VacantPathsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _clock = new(Start);

    [TestMethod]
    public void What_was_written_since_the_look_before_is_searched_however_long_ago_that_is()
    {
        var paths = New();
        paths.Add("sub/app.log", Start - TimeSpan.FromMinutes(10));
        paths.PathOf(Seen("sub/app.log.1", 1, Start - TimeSpan.FromMinutes(9)), Tolerance).Should().Be("sub/app.log");
        paths.PathOf(Seen("sub/app.log.2", 2, Start - TimeSpan.FromMinutes(11)), Tolerance).Should().BeNull("it was there before");
        paths.PathOf(Seen("sub/other.log.1", 3, Start), Tolerance).Should().BeNull();
    }

    [TestMethod]
    public void A_file_that_was_gone_before_it_could_be_opened_is_searched_by_who_it_is()
    {
        var paths = New();
        paths.Seek(Seen("app.log", 7, Start - TimeSpan.FromHours(1)), Start);
        paths.PathOf(Seen("any.name", 7, Start - TimeSpan.FromHours(1)), Tolerance).Should().Be("app.log");
    }

    [TestMethod]
    public void It_is_searched_for_a_time_and_for_some_looks()
    {
        var paths = New();
        paths.Add("app.log", Start);
        _clock.Advance(TimeSpan.FromMinutes(1));
        paths.EndLook();
        paths.EndLook();
        paths.IsEmpty.Should().BeFalse("a stalled agent has not looked often yet");
        paths.EndLook();
        paths.IsEmpty.Should().BeTrue();
        paths.Earliest.Should().Be(DateTimeOffset.MaxValue);

        paths.Add("app.log", Start);
        paths.EndLook();
        paths.EndLook();
        paths.EndLook();
        paths.EndLook();
        paths.IsEmpty.Should().BeFalse("the time is not over");
    }

    private VacantPaths New() => new(TimeSpan.FromSeconds(5), _clock);

    private static SeenFile Seen(string path, ulong number, DateTimeOffset writtenAt) =>
        new(path, new(1, number)) { WrittenAt = (writtenAt - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick };
}
