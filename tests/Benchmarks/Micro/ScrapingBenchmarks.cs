using System.Globalization;
using System.Text;
using Aspire.Sidecar.Agent.Scraping;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Micro;

/// <summary>An answer of an exporter is read: 100 histograms with 11 buckets each.</summary>
public class ScrapingBenchmarks
{
    private byte[] _prometheus = [];
    private byte[] _openMetrics = [];

    [GlobalSetup]
    public void Build()
    {
        StringBuilder text = new("# TYPE http_request_duration_seconds histogram\n");
        for (var route = 0; route < 100; route++)
        {
            for (var bucket = 0; bucket < 11; bucket++)
            {
                text.Append(CultureInfo.InvariantCulture, $"http_request_duration_seconds_bucket{{route=\"/products/{route}\",le=\"{(bucket < 10 ? 0.005 * (1 << bucket) : "+Inf")}\"}} {bucket * 7}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"http_request_duration_seconds_sum{{route=\"/products/{route}\"}} 12.5\nhttp_request_duration_seconds_count{{route=\"/products/{route}\"}} 70\n");
        }

        _prometheus = Encoding.UTF8.GetBytes(text.ToString());
        _openMetrics = Encoding.UTF8.GetBytes(text.Append("# EOF\n").ToString());
    }

    [Benchmark]
    public object Prometheus() => new ExpositionReader(isOpenMetrics: false, mostSamples: 20_000).Read(_prometheus);

    [Benchmark]
    public object OpenMetrics() => new ExpositionReader(isOpenMetrics: true, mostSamples: 20_000).Read(_openMetrics);
}
