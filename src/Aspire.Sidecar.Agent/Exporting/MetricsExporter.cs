using Aspire.Sidecar.Agent.Protobuf;
using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>
/// Sends metrics, in as many requests as they need: receivers take so much at once. What the receiver does not take is not kept: the next values say more.
/// </summary>
internal sealed class MetricsExporter(RequestFrame frame, IRecordSender sender, TimeProvider timeProvider, ILogger logger) : IDisposable
{
    private const int KeptCapacity = 4 * 1024 * 1024;

    // As a request of records; many receivers take 4 MiB.
    private const int MostBytes = 1024 * 1024;

    private readonly ByteBuffer _metrics = new(16 * 1024);
    private readonly ByteBuffer _request = new(16 * 1024);
    private readonly Outage _outage = new(sender.Receiver, "the metrics of that time are not sent later", timeProvider, logger);
    private readonly Complaints _complaints = new(timeProvider);

    public string Receiver => sender.Receiver;

    /// <summary>Writes metrics and sends them; true when the receiver took all of them.</summary>
    public async Task<bool> ExportAsync(Action<MetricWriter> write, CancellationToken cancellationToken)
    {
        _metrics.Clear(KeptCapacity);
        var writer = new MetricWriter(_metrics);
        write(writer);
        SendResult? problem = null;
        foreach (var part in Parts(writer.Ends))
        {
            _request.Clear(KeptCapacity);
            frame.Begin(_request);
            _request.Append(_metrics.Written[part]);
            frame.End(_request);
            var result = await SendAsync(cancellationToken).ConfigureAwait(false);
            if (result.Outcome == SendOutcome.Accepted)
            {
                Report(result);
                continue;
            }

            problem = result;
            if (result.Outcome == SendOutcome.Unavailable)
            {
                break;
            }
        }

        if (problem is { } found)
        {
            _outage.Note(found.Reason);
            return false;
        }

        _outage.End();
        return true;
    }

    public void Dispose() => sender.Dispose();

    private async Task<SendResult> SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await sender.SendAsync(_request.Memory, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return SendResult.Unavailable(exception.Message);
        }
    }

    private static IEnumerable<Range> Parts(IReadOnlyList<int> ends)
    {
        var (start, end) = (0, 0);
        foreach (var next in ends)
        {
            if (next - start > MostBytes && end > start)
            {
                yield return start..end;
                start = end;
            }

            end = next;
        }

        if (end > start)
        {
            yield return start..end;
        }
    }

    private void Report(SendResult result)
    {
        if (result.Reason.Length > 0 && _complaints.ShouldTell(result.Reason))
        {
            logger.ReceiverSays(sender.Receiver, result.Reason);
        }
    }
}
