using OpenTelemetry.Proto.Common.V1;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>The file a record comes from, as attributes by the semantic conventions. All records of a file share them.</summary>
internal sealed class FileOrigin(string fullPath)
{
    public IReadOnlyList<KeyValue> Attributes { get; } =
    [
        new() { Key = "log.file.path", Value = new() { StringValue = fullPath } },
        new() { Key = "log.file.name", Value = new() { StringValue = Path.GetFileName(fullPath) } },
    ];
}
