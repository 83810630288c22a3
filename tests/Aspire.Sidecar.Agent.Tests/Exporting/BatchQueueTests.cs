using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Parsing;

namespace Aspire.Sidecar.Agent.Tests.Exporting;

[TestClass]
public sealed class BatchQueueTests
{
    private static readonly RequestFrame Frame = new([]);

    [TestMethod]
    public async Task A_full_queue_has_no_room_until_a_batch_is_taken()
    {
        var source = new Source();
        var queue = new BatchQueue(Frame, capacity: 2, batchSize: 3, TimeProvider.System);
        var added = 0;
        while (queue.HasRoom)
        {
            queue.Add(source, Draft("line"), ++added, 1);
        }

        added.Should().Be(9, "two batches wait and the third is full");
        (source.Emitted, source.Accepted).Should().Be((9, 0));
        (await queue.Reader.ReadAsync()).Accept();
        queue.HasRoom.Should().BeTrue();
        source.Accepted.Should().Be(3);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_batch_is_bounded_by_all_of_its_bytes(bool inBody)
    {
        var queue = new BatchQueue(Frame, capacity: 2, batchSize: 10_000, TimeProvider.System);
        var large = new string('x', 60_000);
        var added = 0;
        while (queue.HasRoom)
        {
            var draft = Draft(inBody ? large : "line");
            draft.AddAttribute("data"u8, inBody ? [] : System.Text.Encoding.UTF8.GetBytes(large));
            queue.Add(new Source(), draft, ++added, 1);
        }

        added.Should().BeInRange(48, 54, "three batches of a megabyte each");
    }

    private static RecordDraft Draft(string text)
    {
        var draft = new RecordDraft();
        draft.SetBody(System.Text.Encoding.UTF8.GetBytes(text));
        return draft;
    }

    private sealed class Source : IRecordSource
    {
        public long Emitted { get; private set; }

        public long Accepted { get; private set; }

        public ReadOnlySpan<byte> Origin => [];

        public void Emit(long end) => Emitted = end;

        public void Accept(long end) => Accepted = end;
    }
}
