using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>The file a record comes from, as attributes by the semantic conventions. All records of a file share them.</summary>
internal sealed class FileOrigin
{
    private readonly byte[] _attributes;

    public FileOrigin(string fullPath)
    {
        var readable = RawPath.Readable(fullPath);
        var attributes = new ByteBuffer();
        attributes.WriteAttribute(LogRecordFields.Attributes, "log.file.path", readable);
        attributes.WriteAttribute(LogRecordFields.Attributes, "log.file.name", Path.GetFileName(readable));
        _attributes = attributes.Written.ToArray();
    }

    /// <summary>The attributes as fields of a record.</summary>
    public ReadOnlySpan<byte> Attributes => _attributes;
}
