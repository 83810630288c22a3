using System.Text;
using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Protobuf;
using Aspire.Sidecar.Agent.Scraping;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Metrics.V1;

namespace Aspire.Sidecar.Agent.Tests.Scraping;

/// <summary>Scrapes texts one after the other, as from one endpoint.</summary>
internal sealed class ScrapedMetrics(bool isOpenMetrics = false)
{
    private readonly SeriesMemory _memory = new();

    public IReadOnlyList<Metric> Read(string text, ulong time = 1000) => Read(Encoding.UTF8.GetBytes(text), time);

    public IReadOnlyList<Metric> Read(byte[] text, ulong time = 1000)
    {
        var families = new ExpositionReader(isOpenMetrics, 1000).Read(text);
        return Write(writer =>
        {
            _memory.Begin();
            var output = new FamilyWriter(writer, _memory, time, []);
            foreach (var family in families)
            {
                output.Write(family);
            }

            output.WriteGone(_memory.TakeGone(mayComeBack: false));
        });
    }

    /// <summary>A scrape that fails.</summary>
    public IReadOnlyList<Metric> Fail(ulong time) => Write(writer =>
    {
        _memory.Begin();
        new FamilyWriter(writer, _memory, time, []).WriteGone(_memory.TakeGone(mayComeBack: true));
    });

    public static IReadOnlyList<Metric> Write(Action<MetricWriter> write)
    {
        var frame = new RequestFrame([]);
        var request = new ByteBuffer();
        frame.Begin(request);
        write(new(request));
        frame.End(request);
        return ExportMetricsServiceRequest.Parser.ParseFrom(request.Written).ResourceMetrics[0].ScopeMetrics[0].Metrics;
    }

    public static string Labels(IEnumerable<KeyValue> attributes) => string.Join(",", attributes.Select(attribute => $"{attribute.Key}={attribute.Value.StringValue}"));
}
