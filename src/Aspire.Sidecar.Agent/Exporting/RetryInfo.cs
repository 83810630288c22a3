using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Finds the <c>google.rpc.RetryInfo</c> by which a gRPC receiver asks for a pause.</summary>
internal static class RetryInfo
{
    private const string Trailer = "grpc-status-details-bin";
    private const string TypeName = "google.rpc.RetryInfo";

    public static TimeSpan? Read(Metadata trailers)
    {
        try
        {
            return trailers.GetValueBytes(Trailer) is { } details ? ReadStatus(details) : null;
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidOperationException)
        {
            // Details that cannot be read ask for nothing, nor does a duration that is none.
            return null;
        }
    }

    // google.rpc.Status: the details are field 3.
    private static TimeSpan? ReadStatus(byte[] status)
    {
        var input = new CodedInputStream(status);
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) != 3)
            {
                input.SkipLastField();
                continue;
            }

            var detail = Any.Parser.ParseFrom(input.ReadBytes());
            if (Any.GetTypeName(detail.TypeUrl) == TypeName)
            {
                return ReadDelay(detail.Value);
            }
        }

        return null;
    }

    // google.rpc.RetryInfo: the delay is field 1.
    private static TimeSpan? ReadDelay(ByteString info)
    {
        var input = info.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == 1)
            {
                return Duration.Parser.ParseFrom(input.ReadBytes()).ToTimeSpan();
            }

            input.SkipLastField();
        }

        return null;
    }
}
