namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Sends a request once; whether and when to try again is not its business.</summary>
internal interface IRecordSender : IDisposable
{
    /// <summary>The receiver, as messages name it.</summary>
    string Receiver { get; }

    Task<SendResult> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken);
}
