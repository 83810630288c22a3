namespace Aspire.Dashboard.Otlp.Transport;

/// <summary>Ends a request with a status and a message for the developer of the client.</summary>
internal sealed class OtlpHttpException(int status, string message, Exception? inner = null) : Exception(message, inner)
{
    public int Status => status;
}
