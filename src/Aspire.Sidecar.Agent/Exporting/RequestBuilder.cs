using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Puts records under the resource and the scope they are sent with.</summary>
internal sealed class RequestBuilder
{
    public const string ScopeName = "Aspire.Sidecar.Agent";

    private readonly Resource _resource = new();
    private readonly InstrumentationScope _scope = new() { Name = ScopeName, Version = typeof(RequestBuilder).Assembly.GetName().Version?.ToString(3) ?? "" };

    public RequestBuilder(IEnumerable<KeyValuePair<string, string>> resource)
    {
        foreach (var (key, value) in resource)
        {
            _resource.Attributes.Add(new KeyValue { Key = key, Value = new() { StringValue = value } });
        }
    }

    public ExportLogsServiceRequest Build(IReadOnlyList<LogRecord> records)
    {
        var scopeLogs = new ScopeLogs { Scope = _scope };
        scopeLogs.LogRecords.AddRange(records);
        var resourceLogs = new ResourceLogs { Resource = _resource };
        resourceLogs.ScopeLogs.Add(scopeLogs);
        var request = new ExportLogsServiceRequest();
        request.ResourceLogs.Add(resourceLogs);
        return request;
    }
}
