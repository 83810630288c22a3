using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>
/// What stands around the records of a request: their resource and their scope. The messages for logs and for metrics have it in fields of the
/// same numbers (opentelemetry/proto/collector).
/// </summary>
internal sealed class RequestFrame
{
    /// <summary>The field of a record, or a metric, in its scope.</summary>
    public const int Item = 2;

    private const string ScopeName = "Aspire.Sidecar.Agent";
    private const int ResourceItem = 1;
    private const int Resource = 1;
    private const int ResourceAttributes = 1;
    private const int Scope = 2;
    private const int ScopeInfo = 1;
    private const int ScopeInfoName = 1;
    private const int ScopeInfoVersion = 2;

    private readonly byte[] _head;
    private readonly int _resourceStart;
    private readonly int _scopeStart;

    public RequestFrame(IEnumerable<KeyValuePair<string, string>> resource)
    {
        var head = new ByteBuffer();
        _resourceStart = head.BeginPadded(ResourceItem);
        var message = head.Begin(Resource);
        foreach (var (key, value) in resource)
        {
            head.WriteAttribute(ResourceAttributes, key, value);
        }

        head.End(message);
        _scopeStart = head.BeginPadded(Scope);
        message = head.Begin(ScopeInfo);
        head.WriteText(ScopeInfoName, ScopeName);
        head.WriteText(ScopeInfoVersion, typeof(RequestFrame).Assembly.GetName().Version?.ToString(3) ?? "");
        head.End(message);
        _head = head.Written.ToArray();
        Empty = Around([]);
    }

    /// <summary>A request without records: whoever takes it is a receiver, and has nothing against its sender.</summary>
    public ReadOnlyMemory<byte> Empty { get; }

    /// <summary>Begins a request in an empty buffer; records may follow.</summary>
    public void Begin(ByteBuffer request) => request.Append(_head);

    /// <summary>Completes the request; more records may follow, if it is completed again after them.</summary>
    public void End(ByteBuffer request)
    {
        request.EndPadded(_scopeStart);
        request.EndPadded(_resourceStart);
    }

    /// <summary>A request of some of the records of another one.</summary>
    public ReadOnlyMemory<byte> Around(ReadOnlySpan<byte> records)
    {
        var request = new ByteBuffer(_head.Length + records.Length);
        Begin(request);
        request.Append(records);
        End(request);
        return request.Memory;
    }
}
