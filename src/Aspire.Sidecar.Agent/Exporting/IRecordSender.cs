using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Sends records once; whether and when to try again is not its business.</summary>
internal interface IRecordSender : IDisposable
{
    /// <summary>The receiver, as messages name it.</summary>
    string Receiver { get; }

    Task<SendResult> SendAsync(IReadOnlyList<LogRecord> records, CancellationToken cancellationToken);
}
