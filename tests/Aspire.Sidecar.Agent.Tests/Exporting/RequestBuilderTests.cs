using Aspire.Sidecar.Agent.Exporting;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Exporting;

[TestClass]
public sealed class RequestBuilderTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(300)]
    public void Written_by_hand_it_is_the_same_message(int count)
    {
        var builder = new RequestBuilder([new("service.name", "api"), new("sidecar.name", "logs")]);
        var records = Enumerable.Range(0, count).Select(number => new LogRecord { Body = new() { StringValue = new string('x', number) }, TimeUnixNano = 7 }).ToArray();
        ExportLogsServiceRequest.Parser.ParseFrom(builder.Serialize(records)).Should().Be(builder.Build(records));
    }
}
