using System.Text;
using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Parsing;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Common.V1;

namespace Aspire.Sidecar.Agent.Tests.Exporting;

[TestClass]
public sealed class RequestFrameTests
{
    private static readonly RequestFrame Frame = new([new("service.name", "api"), new("sidecar.name", "logs")]);

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(300)]
    public void Written_by_hand_it_is_the_message_that_was_meant(int count)
    {
        var batch = new RecordBatch(Frame);
        batch.Begin(0);
        for (var number = 0; number < count; number++)
        {
            batch.Add(new NoSource(), Draft(number), number, 1);
        }

        var request = ExportLogsServiceRequest.Parser.ParseFrom(batch.Request(0, count).Span);
        var resource = request.ResourceLogs.Should().ContainSingle().Subject;
        resource.Resource.Attributes.Select(attribute => $"{attribute.Key}={attribute.Value.StringValue}").Should().Equal("service.name=api", "sidecar.name=logs");
        var scope = resource.ScopeLogs.Should().ContainSingle().Subject;
        scope.Scope.Name.Should().Be("Aspire.Sidecar.Agent");
        scope.LogRecords.Select(record => record.Body.StringValue.Length).Should().Equal(Enumerable.Range(0, count));
        foreach (var record in scope.LogRecords)
        {
            (record.TimeUnixNano, record.ObservedTimeUnixNano, record.Attributes.Count).Should().Be((7, 8, 2));
            (record.Attributes[0].Key, record.Attributes[0].Value.ValueCase).Should().Be(("number", AnyValue.ValueOneofCase.IntValue));
        }
    }

    [TestMethod]
    public void A_part_of_a_batch_is_a_request_of_its_own()
    {
        var batch = new RecordBatch(Frame);
        batch.Begin(0);
        for (var number = 0; number < 10; number++)
        {
            batch.Add(new NoSource(), Draft(number), number, 1);
        }

        var part = ExportLogsServiceRequest.Parser.ParseFrom(batch.Request(3, 4).Span);
        part.ResourceLogs[0].ScopeLogs[0].LogRecords.Select(record => record.Body.StringValue.Length).Should().Equal(3, 4, 5, 6);
        ExportLogsServiceRequest.Parser.ParseFrom(Frame.Empty.Span).ResourceLogs[0].ScopeLogs[0].LogRecords.Should().BeEmpty();
    }

    [TestMethod]
    public void The_lines_of_the_last_records_are_not_those_of_offsets_behind_them()
    {
        var batch = new RecordBatch(Frame);
        batch.Begin(0);
        batch.Add(new NoSource(), Draft(1), 1, lines: 5);
        batch.Add(new NoSource(), Draft(2), 2, lines: 3);
        batch.AddNothing(new NoSource(), 3);
        var part = new BatchPart(batch, 0, batch.Entries.Count);

        (part.LinesOfLast(0), part.LinesOfLast(1), part.LinesOfLast(7), part.Lines).Should().Be((0, 3, 8, 8));
    }

    private static RecordDraft Draft(int number)
    {
        var draft = new RecordDraft { Time = 7, ObservedTime = 8 };
        draft.SetBody(new byte[number]);
        draft.AddAttribute("number"u8, number);
        draft.AddAttribute("number"u8, "once only"u8);
        draft.AddAttribute("text"u8, Encoding.UTF8.GetBytes(new string('ä', number)));
        return draft;
    }
}
