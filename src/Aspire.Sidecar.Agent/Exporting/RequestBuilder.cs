using Google.Protobuf;
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

    /// <summary>
    /// The bytes of <see cref="Build"/>. The library computes the size of a message anew at each level that holds it; here the
    /// three levels around the records are written by hand, which halves the work.
    /// </summary>
    public byte[] Serialize(IReadOnlyList<LogRecord> records)
    {
        var scopeSize = SizeOf(_scope);
        foreach (var record in records)
        {
            scopeSize += SizeOf(record);
        }

        var resourceSize = SizeOf(_resource) + SizeOf(scopeSize);
        var bytes = new byte[SizeOf(resourceSize)];
        using var output = new CodedOutputStream(bytes);
        WriteHeader(output, ExportLogsServiceRequest.ResourceLogsFieldNumber, resourceSize);
        Write(output, ResourceLogs.ResourceFieldNumber, _resource);
        WriteHeader(output, ResourceLogs.ScopeLogsFieldNumber, scopeSize);
        Write(output, ScopeLogs.ScopeFieldNumber, _scope);
        foreach (var record in records)
        {
            Write(output, ScopeLogs.LogRecordsFieldNumber, record);
        }

        output.CheckNoSpaceLeft();
        return bytes;
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

    // With its field number, which all fit in one byte.
    private static int SizeOf(IMessage message) => SizeOf(message.CalculateSize());

    private static int SizeOf(int length) => 1 + CodedOutputStream.ComputeLengthSize(length) + length;

    private static void WriteHeader(CodedOutputStream output, int field, int length)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteLength(length);
    }

    private static void Write(CodedOutputStream output, int field, IMessage message)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteMessage(message);
    }
}
