using System.Net;
using System.Net.Http.Headers;
using Aspire.Sidecar.Agent.Protobuf;
using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Scraping;

/// <summary>Scrapes an endpoint, and writes what it brought as metrics. A failure is told when it begins, when it changes and when it is over.</summary>
internal sealed class Scraper(ScrapeTarget target, bool hasOthers, HttpClient client, TimeProvider timeProvider, ILogger logger)
{
    private const string Accept = "application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private readonly SeriesMemory _memory = new();
    private readonly Complaints _complaints = new(timeProvider);
    private readonly IReadOnlyList<KeyValuePair<string, string>> _endpoint = [new("url.full", target.Url.ToString())];
    private bool? _wasUp;

    public async Task<ScrapeResult> ScrapeAsync(CancellationToken cancellationToken)
    {
        var start = timeProvider.GetTimestamp();
        var result = await ReadAsync(cancellationToken).ConfigureAwait(false) with { Duration = timeProvider.GetElapsedTime(start) };
        Report(result);
        return result;
    }

    /// <summary>Writes a result as metrics.</summary>
    public void Write(MetricWriter output, ScrapeResult result, ulong time)
    {
        _memory.Begin();
        var writer = new FamilyWriter(output, _memory, time, hasOthers ? _endpoint : []);
        foreach (var family in result.Families)
        {
            writer.Write(family);
        }

        writer.WriteGone(_memory.TakeGone(mayComeBack: result.Problem is not null));
        WriteGauge("up", "1", "Whether the scrape of the endpoint succeeded.", result.Problem is null ? 1 : 0);
        WriteGauge("scrape_duration_seconds", "s", "How long the scrape took.", result.Duration.TotalSeconds);
        WriteGauge("scrape_samples_scraped", "1", "How many samples the scrape brought.", result.Samples);

        void WriteGauge(string name, string unit, string description, double value)
        {
            output.BeginGauge(name, unit, description);
            output.AddNumber(_endpoint, 0, time, value);
            output.End();
        }
    }

    private async Task<ScrapeResult> ReadAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(target.Timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, target.Url);
            request.Headers.TryAddWithoutValidation("Accept", Accept);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return Failed($"HTTP {(int)response.StatusCode} {response.ReasonPhrase}");
            }

            var text = await ReadBodyAsync(response, either.Token).ConfigureAwait(false);
            if (text is null)
            {
                return Failed($"the answer is larger than {target.MostBytes} bytes");
            }

            var reader = new ExpositionReader(IsOpenMetrics(response.Content.Headers.ContentType), target.MostSeries);
            return new(reader.Read(text.Written), TimeSpan.Zero) { Skipped = reader.Skipped };
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Failed($"no answer within {target.Timeout.TotalSeconds} s");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException or ExpositionException)
        {
            return Failed(exception.InnerException?.Message ?? exception.Message);
        }
    }

    private async Task<ByteBuffer?> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        const int Block = 64 * 1024;
        var text = new ByteBuffer(Block);
        var block = new byte[Block];
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (await stream.ReadAsync(block, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                if (text.Length + count > target.MostBytes)
                {
                    return null;
                }

                text.Append(block.AsSpan(0, count));
            }
        }

        return text;
    }

    private static bool IsOpenMetrics(MediaTypeHeaderValue? type) => type?.MediaType == "application/openmetrics-text";

    private static ScrapeResult Failed(string problem) => new([], TimeSpan.Zero) { Problem = problem };

    private void Report(ScrapeResult result)
    {
        if (result.Problem is { } problem)
        {
            var isNew = _complaints.ShouldTell(problem);
            if (isNew || _wasUp != false)
            {
                logger.ScrapeFails(target.Url, problem);
            }
        }
        else if (_wasUp == false)
        {
            logger.ScrapeWorks(target.Url);
        }

        if (result.Skipped > 0 && _complaints.ShouldTell("skipped"))
        {
            logger.ScrapeHasTooMuch(target.Url, result.Skipped, target.MostSeries);
        }

        _wasUp = result.Problem is null;
    }
}
