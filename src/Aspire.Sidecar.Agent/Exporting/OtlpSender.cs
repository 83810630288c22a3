using Aspire.Sidecar.Agent.Options;

namespace Aspire.Sidecar.Agent.Exporting;

internal static class OtlpSender
{
    public static IRecordSender Create(OtlpOptions options, OtlpSignal signal, TimeProvider timeProvider) =>
        options.UseGrpc ? new OtlpGrpcSender(options, signal, timeProvider) : new OtlpHttpSender(options, timeProvider);
}
