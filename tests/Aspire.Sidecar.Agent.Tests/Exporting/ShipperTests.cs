using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Parsing;
using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Sidecar.Agent.Tests.Exporting;

[TestClass]
public sealed class ShipperTests
{
    [TestMethod]
    public async Task Records_that_are_refused_one_after_the_other_do_not_make_the_pauses_longer_and_longer()
    {
        const int Records = 20;
        var clock = new HastyClock();
        var frame = new RequestFrame([]);
        var counters = new AgentCounters();
        var queue = new BatchQueue(frame, capacity: 1, batchSize: Records, clock);
        for (var number = 1; number <= Records; number++)
        {
            var draft = new RecordDraft();
            draft.SetBody("poison"u8);
            queue.Add(new NoSource(), draft, number, 1);
        }

        queue.TryHandOver();
        queue.Complete();
        using var sender = new RefusingSender(frame);
        await new Shipper(queue, frame, sender, counters, new(() => 1), clock, NullLogger.Instance).RunAsync(CancellationToken.None, CancellationToken.None);

        counters.LinesRefused.Should().Be(Records);
        clock.Pauses.Should().HaveCount(2 * Records, "each is tried three times").And.OnlyContain(pause => pause <= TimeSpan.FromMilliseconds(500));
    }

    /// <summary>Takes only requests without records.</summary>
    private sealed class RefusingSender(RequestFrame frame) : IRecordSender
    {
        public string Receiver => "test";

        public Task<SendResult> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken) =>
            Task.FromResult(request.Length == frame.Empty.Length ? SendResult.Accepted : new(SendOutcome.Refused, "bad"));

        public void Dispose()
        {
        }
    }

    /// <summary>Its pauses are over at once.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
