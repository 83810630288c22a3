using Aspire.Sidecar.Agent.Exporting;

namespace Aspire.Sidecar.Agent.Monitoring;

/// <summary>Stands for a receiver where there is none: the console is told how much there is, for the values of thousands of series are nothing to read.</summary>
internal sealed class ConsoleMetrics(TextWriter output) : IRecordSender
{
    private int _last = -1;

    public string Receiver => "the console";

    public async Task<SendResult> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        var metrics = MetricNames.Read(request).ToArray();
        if (metrics.Length != _last)
        {
            _last = metrics.Length;
            await output.WriteLineAsync($"{metrics.Length} metrics: {string.Join(", ", metrics)}").ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        return SendResult.Accepted;
    }

    public void Dispose()
    {
    }
}
