using Aspire.Sidecar.Agent.Protobuf;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Sends metrics. What the receiver does not take is not kept: the next values say more.</summary>
internal sealed class MetricsExporter(RequestFrame frame, IRecordSender sender, TimeProvider timeProvider, ILogger logger) : IDisposable
{
    private const int KeptCapacity = 4 * 1024 * 1024;

    private readonly ByteBuffer _request = new(16 * 1024);
    private readonly Outage _outage = new(sender.Receiver, timeProvider, logger);

    public string Receiver => sender.Receiver;

    /// <summary>Writes metrics and sends them; false when they were not taken.</summary>
    public async Task<bool> ExportAsync(Action<MetricWriter> write, CancellationToken cancellationToken)
    {
        _request.Clear(KeptCapacity);
        frame.Begin(_request);
        write(new(_request));
        frame.End(_request);
        var result = await SendAsync(cancellationToken).ConfigureAwait(false);
        if (result.Outcome == SendOutcome.Accepted)
        {
            _outage.End();
            return true;
        }

        _outage.Note(result.Reason);
        return false;
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
}
