using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Parsing;
using Aspire.Sidecar.Agent.Tests.Hosting;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Exporting;

[TestClass]
public sealed class BatchQueueTests
{
    [TestMethod]
    public async Task A_full_queue_has_no_room_until_a_batch_is_taken()
    {
        using var folder = new LogFolder();
        folder.Append("app.log", "0123456789");
        using var file = Open(folder);
        var queue = new BatchQueue(capacity: 2, batchSize: 3, TimeProvider.System);
        var sink = queue.SinkFor(file);
        var added = 0;
        while (queue.HasRoom)
        {
            sink.Add(new LogRecord { Body = new() { StringValue = "line" } }, ++added, 1);
        }

        added.Should().Be(9, "two batches wait and the third is full");
        (file.IsSettled, file.SafeOffset).Should().Be((false, 0));
        (await queue.Reader.ReadAsync()).Accept();
        queue.HasRoom.Should().BeTrue();
        file.SafeOffset.Should().Be(3);
    }

    private static FollowedFile Open(LogFolder folder)
    {
        FileIdentityReader.TryRead(folder["app.log"], out var identity).Should().BeTrue();
        var assembler = new RecordAssembler(new(LineFormat.Auto, TimeProvider.System), joins: true, 1000, TimeProvider.System);
        return new(new("app.log", identity), FileContent.Open(folder["app.log"]), 0, new(folder["app.log"]), assembler, 1000);
    }
}
