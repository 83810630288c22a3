using System.Net.Sockets;
using Aspire.Sidecar.Agent.Protobuf;
using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Monitoring;

/// <summary>
/// Asks an endpoint of the main at every interval, keeps a histogram of how long the answers take, and tells in the log when that changes. States and health checks are Aspire's:
/// this is their history.
/// </summary>
internal sealed class Prober(Uri url, TimeSpan timeout, HttpClient client, TimeProvider timeProvider, ILogger logger)
{
    // The bounds that the semantic conventions advise for durations of HTTP requests.
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly ulong _start = Parsing.UnixNanoseconds.Of(timeProvider.GetUtcNow());
    private readonly Distribution _succeeded = new("success");
    private readonly Distribution _failed = new("failure");
    private bool? _wasUp;

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var start = timeProvider.GetTimestamp();
        var problem = await TryAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        Note(new(timeProvider.GetElapsedTime(start), problem));
    }

    public void Note(ProbeResult result)
    {
        (result.Problem is null ? _succeeded : _failed).Add(result.Duration.TotalSeconds);
        var isUp = result.Problem is null;
        if (isUp == _wasUp)
        {
            return;
        }

        _wasUp = isUp;
        if (isUp)
        {
            logger.ProbeSucceeds(url);
        }
        else
        {
            logger.ProbeFails(url, result.Problem!);
        }
    }

    /// <summary>Writes what is known so far: nothing before the first probe has ended.</summary>
    public void Write(MetricWriter output, ulong time)
    {
        if (_wasUp is not { } isUp)
        {
            return;
        }

        output.BeginHistogram("sidecar.probe.duration", "s", "How long the probes of the endpoint took.");
        foreach (var distribution in (Distribution[])[_succeeded, _failed])
        {
            if (distribution.ToHistogram() is { Count: > 0 } histogram)
            {
                output.AddHistogram([new("url.full", url.ToString()), new("outcome", distribution.Outcome)], _start, time, histogram);
            }
        }

        output.End();
        output.BeginGauge("sidecar.probe.up", "1", "Whether the last probe of the endpoint succeeded.");
        output.AddNumber([new("url.full", url.ToString())], 0, time, isUp ? 1 : 0);
        output.End();
    }

    private async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return url.Scheme == "tcp" ? await ConnectAsync(either.Token).ConfigureAwait(false) : await GetAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return $"no answer within {timeout.TotalSeconds} s";
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            return exception.InnerException?.Message ?? exception.Message;
        }
    }

    private async Task<string?> ConnectAsync(CancellationToken cancellationToken)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(url.Host, url.Port, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<string?> GetAsync(CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return (int)response.StatusCode < 400 ? null : $"HTTP {(int)response.StatusCode} {response.ReasonPhrase}";
    }

    /// <summary>Probes add to it while an export reads it.</summary>
    private sealed class Distribution(string outcome)
    {
        private readonly Lock _lock = new();
        private readonly ulong[] _counts = new ulong[Bounds.Length + 1];
        private double _sum;
        private ulong _count;

        public string Outcome => outcome;

        public void Add(double seconds)
        {
            var bucket = Array.BinarySearch(Bounds, seconds);
            lock (_lock)
            {
                _counts[bucket < 0 ? ~bucket : bucket]++;
                _sum += seconds;
                _count++;
            }
        }

        public MetricHistogram ToHistogram()
        {
            lock (_lock)
            {
                return new(_count, _sum, Bounds, [.. _counts]);
            }
        }
    }
}
