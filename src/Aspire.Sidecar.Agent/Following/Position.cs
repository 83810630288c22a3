namespace Aspire.Sidecar.Agent.Following;

/// <summary>How far a file was sent, and how to know it again: an entry of the positions file.</summary>
internal sealed record Position(string Path, string Identity, long Offset, int HeadLength, string HeadHash, long TailEnd = 0, int TailLength = 0, string TailHash = "")
{
    public ContentMark ToMark() => new(Offset, HeadLength, HeadHash, TailEnd, TailLength, TailHash);
}
