namespace Aspire.Dashboard.Otlp.Transport;

internal static partial class OtlpLog
{
    [LoggerMessage(1, LogLevel.Error, "Telemetry sent to '{Path}' could not be stored.")]
    public static partial void NotStored(this ILogger logger, Exception exception, string path);
}
