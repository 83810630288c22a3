using Google.Protobuf;

namespace Aspire.Dashboard.Otlp.Transport;

internal sealed class OtlpProtobufFormat() : OtlpHttpFormat("application/x-protobuf")
{
    public override void Read(IMessage message, ReadOnlyMemory<byte> body)
    {
        try
        {
            message.MergeFrom(body.Span);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new OtlpHttpException(StatusCodes.Status400BadRequest, $"The body is not a valid message. {exception.Message}", exception);
        }
    }

    public override byte[] Write(IMessage message) => message.ToByteArray();
}
