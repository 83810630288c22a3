using Google.Protobuf;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Reads the messages inside of a message.</summary>
internal static class Messages
{
    public static List<ByteString> Read(CodedInputStream input, int field)
    {
        var messages = new List<ByteString>();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field)
            {
                messages.Add(input.ReadBytes());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return messages;
    }
}
