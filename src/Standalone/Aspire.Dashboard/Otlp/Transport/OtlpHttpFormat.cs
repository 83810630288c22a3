using Google.Protobuf;
using Microsoft.Net.Http.Headers;

namespace Aspire.Dashboard.Otlp.Transport;

/// <summary>One of the two encodings of OTLP/HTTP. The response has that of the request.</summary>
internal abstract class OtlpHttpFormat(string contentType)
{
    public static OtlpHttpFormat Protobuf { get; } = new OtlpProtobufFormat();

    public static OtlpHttpFormat Json { get; } = new OtlpJsonFormat();

    public string ContentType => contentType;

    public static OtlpHttpFormat? Of(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return null;
        }

        return type.MediaType.Equals(Protobuf.ContentType, StringComparison.OrdinalIgnoreCase) ? Protobuf
            : type.MediaType.Equals(Json.ContentType, StringComparison.OrdinalIgnoreCase) ? Json
            : null;
    }

    /// <exception cref="OtlpHttpException">400 when the body is malformed.</exception>
    public abstract void Read(IMessage message, ReadOnlyMemory<byte> body);

    public abstract byte[] Write(IMessage message);
}
