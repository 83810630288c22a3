namespace Aspire.Sidecar.Agent.Following;

/// <summary>How far a file was sent: an entry of the positions file.</summary>
internal sealed record Position(string Path, string Identity, long Offset, int HeadLength, string HeadHash)
{
    public ContentMark ToMark() => new(Offset, HeadLength, HeadHash) { TailEnd = Offset };
}
