using Google.Protobuf;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Reads what an accepting receiver adds: how many records it did not take, and why.</summary>
internal static class PartialSuccess
{
    private const int Partial = 1;
    private const int Rejected = 1;
    private const int Message = 2;

    /// <exception cref="InvalidProtocolBufferException">It is no such message.</exception>
    public static SendResult Read(byte[] response)
    {
        var result = SendResult.Accepted;
        var input = new CodedInputStream(response);
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == Partial && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                result = ReadPartial(input.ReadBytes());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return result;
    }

    private static SendResult ReadPartial(ByteString bytes)
    {
        var (rejected, message) = (0L, "");
        var input = bytes.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag))
            {
                case (Rejected, WireFormat.WireType.Varint):
                    rejected = input.ReadInt64();
                    break;
                case (Message, WireFormat.WireType.LengthDelimited):
                    message = input.ReadString();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return new(SendOutcome.Accepted, message) { Rejected = Math.Max(0, rejected) };
    }
}
