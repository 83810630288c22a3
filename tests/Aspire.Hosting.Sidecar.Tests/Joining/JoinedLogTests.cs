using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Joining;
using Aspire.Hosting.Sidecar.Tests.Engine;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Aspire.Hosting.Sidecar.Tests.Joining;

[TestClass]
public sealed class JoinedLogTests
{
    private readonly FakeTimeProvider _time = new();

    [TestMethod]
    public async Task The_end_is_seen_also_where_podmans_client_that_follows_the_log_misses_it()
    {
        var engine = new MissingEngine();
        var following = new JoinedLog(engine, _time).FollowAsync("exporter", NullLogger.Instance, CancellationToken.None);
        await AskedAgainAsync(engine);
        engine.HasEnded.Should().BeFalse("it still runs");
        engine.Answers = false;
        await AskedAgainAsync(engine);
        engine.HasEnded.Should().BeFalse("it may still run");
        engine.Answers = true;

        engine.IsRunning = false;

        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return following.IsCompleted;
            },
            "the end is seen");
        (await following)!.ExitCode.Should().Be(3);
        engine.HasEnded.Should().BeTrue("the client is ended");
    }

    [TestMethod]
    public async Task A_log_that_cannot_be_read_is_not_asked_for_again_and_again()
    {
        var (logs, waits) = (0, 0);
        var engine = new FakeEngine(call => call.Split(' ')[0] switch
        {
            "logs" => (1, "", $"configured logging driver does not support reading: {++logs}"),
            "wait" => (0, $"{++waits}", ""),
            _ => (0, $$"""[{"Id": "1", "State": {"Running": {{(waits < 3 && logs < 50 ? "true" : "false")}}, "StartedAt": "now"} }]""", ""),
        });

        await new JoinedLog(engine, _time).FollowAsync("exporter", NullLogger.Instance, CancellationToken.None);

        (logs, waits).Should().Be((6, 3), "it has been started again twice, behind the application's back");
    }

    /// <summary>Twice, so that something came of the first answer.</summary>
    private async Task AskedAgainAsync(MissingEngine engine)
    {
        var questions = engine.Questions + 2;
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return engine.Questions >= questions;
            },
            "the engine is asked");
    }

    /// <summary>An engine whose client follows a log until somebody ends it.</summary>
    private sealed class MissingEngine : IContainerEngine
    {
        public string Program => "podman";

        public bool IsPodman => true;

        public bool IsRunning { get; set; } = true;

        public bool Answers { get; set; } = true;

        /// <summary>How often it was asked whether the container still runs.</summary>
        public int Questions { get; private set; }

        public bool HasEnded { get; private set; }

        public async Task<EngineResult> RunAsync(EngineCall call, CancellationToken cancellationToken)
        {
            if (call.Arguments[0] != "logs")
            {
                Questions++;
                return !Answers ? new(125, "", "cannot connect") : new(0, $$"""[{"Id": "1", "State": {"Running": {{(IsRunning ? "true" : "false")}}, "ExitCode": 3, "StartedAt": "now"} }]""", "");
            }

            using var registration = cancellationToken.Register(() => HasEnded = true);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return new(0, "", "");
        }
    }
}
