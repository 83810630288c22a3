using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Hosting;

/// <summary>A request as the receiver got it.</summary>
internal sealed record OtlpCall(string Path, IReadOnlyDictionary<string, string> Headers, bool IsCompressed, ExportLogsServiceRequest Request, int Number)
{
    public IEnumerable<LogRecord> Records => Request.ResourceLogs.SelectMany(resource => resource.ScopeLogs).SelectMany(scope => scope.LogRecords);

    public IReadOnlyDictionary<string, string> Resource =>
        Request.ResourceLogs[0].Resource.Attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value.StringValue);
}
