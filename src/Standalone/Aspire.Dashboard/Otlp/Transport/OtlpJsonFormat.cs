using System.Text;
using System.Text.Json;
using Google.Protobuf;

namespace Aspire.Dashboard.Otlp.Transport;

internal sealed class OtlpJsonFormat() : OtlpHttpFormat("application/json")
{
    // A list in an attribute value takes three levels. Twice what the binary encoding lets through is beyond any honest client.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 200 };

    public override void Read(IMessage message, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            OtlpJsonReader.Read(message, document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            // The last is how the reader reports names that are no Unicode text.
            throw new OtlpHttpException(StatusCodes.Status400BadRequest, $"The body is not valid OTLP JSON. {exception.Message}", exception);
        }
    }

    public override byte[] Write(IMessage message) => Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(message));
}
