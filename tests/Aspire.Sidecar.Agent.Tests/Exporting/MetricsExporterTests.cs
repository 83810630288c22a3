using Aspire.Sidecar.Agent.Exporting;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Metrics.V1;

namespace Aspire.Sidecar.Agent.Tests.Exporting;

[TestClass]
public sealed class MetricsExporterTests
{
    private const int Series = 20_000;

    [TestMethod]
    public async Task Very_many_series_are_sent_in_requests_that_receivers_take()
    {
        using var sender = new Sender(_ => SendResult.Accepted);
        await ExportAsync(sender);

        sender.Requests.Should().HaveCountGreaterThan(1).And.OnlyContain(request => request.CalculateSize() <= 2 * 1024 * 1024);
        var metrics = sender.Requests.SelectMany(request => request.ResourceMetrics.Single().ScopeMetrics.Single().Metrics).ToArray();
        metrics.Should().OnlyContain(metric => metric.Name == "orders" && metric.Unit == "1" && metric.Sum.IsMonotonic && metric.Sum.AggregationTemporality == AggregationTemporality.Cumulative);
        metrics.SelectMany(metric => metric.Sum.DataPoints).Select(point => point.AsDouble).Should().Equal(Enumerable.Range(0, Series).Select(number => (double)number));
    }

    [TestMethod]
    public async Task What_is_refused_does_not_hinder_the_rest_and_an_outage_ends_the_export()
    {
        using var refusing = new Sender(number => number == 0 ? new(SendOutcome.Refused, "bad") : SendResult.Accepted);
        await ExportAsync(refusing);
        refusing.Requests.Should().HaveCountGreaterThan(1);

        using var away = new Sender(_ => SendResult.Unavailable("away"));
        await ExportAsync(away);
        away.Requests.Should().HaveCount(1);
    }

    private static async Task ExportAsync(Sender sender)
    {
        using var exporter = new MetricsExporter(new([new("service.name", "api")]), sender, TimeProvider.System, NullLogger.Instance);
        await exporter.ExportAsync(
            writer =>
            {
                writer.BeginSum("orders", "1", "Orders.", isMonotonic: true);
                for (var number = 0; number < Series; number++)
                {
                    writer.AddNumber([new("customer", new string('x', 100))], 1, 2, number);
                }

                writer.End();
            },
            CancellationToken.None);
    }

    private sealed class Sender(Func<int, SendResult> answer) : IRecordSender
    {
        public List<ExportMetricsServiceRequest> Requests { get; } = [];

        public string Receiver => "test";

        public Task<SendResult> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
        {
            Requests.Add(ExportMetricsServiceRequest.Parser.ParseFrom(request.Span));
            return Task.FromResult(answer(Requests.Count - 1));
        }

        public void Dispose()
        {
        }
    }
}
