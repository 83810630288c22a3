using System.Text.Json;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// Writes the lines of the positions file: a head with the version and the time before each group of positions, a position for each file, and identities that are gone.
/// Member by member, as <see cref="PositionsReader"/> reads them: the serializer takes longer to start than all the rest of the agent together.
/// </summary>
internal sealed class PositionsWriter : IDisposable
{
    public const int Version = 2;

    private readonly MemoryStream _lines = new();
    private readonly Utf8JsonWriter _json;

    public PositionsWriter()
    {
        _json = new(_lines);
    }

    /// <summary>Begins a group.</summary>
    public void Begin(DateTimeOffset savedAt)
    {
        _lines.SetLength(0);
        BeginLine();
        _json.WriteNumber("version"u8, Version);
        _json.WriteString("savedAt"u8, savedAt);
        EndLine();
    }

    public void Write(Position position)
    {
        BeginLine();
        _json.WriteStartObject("position"u8);
        _json.WriteString("path"u8, position.Path);
        _json.WriteString("identity"u8, position.Identity);
        _json.WriteNumber("offset"u8, position.Offset);
        _json.WriteNumber("headLength"u8, position.HeadLength);
        _json.WriteString("headHash"u8, position.HeadHash);
        _json.WriteNumber("tailEnd"u8, position.TailEnd);
        _json.WriteNumber("tailLength"u8, position.TailLength);
        _json.WriteString("tailHash"u8, position.TailHash);
        _json.WriteEndObject();
        EndLine();
    }

    public void WriteGone(string identity)
    {
        BeginLine();
        _json.WriteString("gone"u8, identity);
        EndLine();
    }

    /// <summary>Gives the group to a file.</summary>
    public void Flush(FileStream file)
    {
        file.Write(_lines.GetBuffer(), 0, (int)_lines.Length);
        file.Flush();
    }

    public void Dispose()
    {
        _json.Dispose();
        _lines.Dispose();
    }

    private void BeginLine()
    {
        _json.Reset();
        _json.WriteStartObject();
    }

    private void EndLine()
    {
        _json.WriteEndObject();
        _json.Flush();
        _lines.WriteByte((byte)'\n');
    }
}
