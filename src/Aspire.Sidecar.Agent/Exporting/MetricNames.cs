using Google.Protobuf;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>The names of the metrics in a request, read back for people.</summary>
internal static class MetricNames
{
    public static IEnumerable<string> Read(ReadOnlyMemory<byte> request) =>
        from resource in Messages.Read(new CodedInputStream(request.ToArray()), 1)
        from scope in Messages.Read(resource.CreateCodedInput(), RequestFrame.Item)
        from metric in Messages.Read(scope.CreateCodedInput(), RequestFrame.Item)
        select Messages.Read(metric.CreateCodedInput(), 1).FirstOrDefault()?.ToStringUtf8() ?? "";
}
