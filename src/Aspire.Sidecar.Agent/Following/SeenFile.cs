namespace Aspire.Sidecar.Agent.Following;

/// <summary>A file found in the folder.</summary>
/// <param name="Path">Relative to the folder, with forward slashes.</param>
/// <param name="Identity">Who it is.</param>
/// <param name="IsStranger">True when no glob matches it: it is read to its end, but not watched.</param>
internal readonly record struct SeenFile(string Path, FileIdentity Identity, bool IsStranger = false)
{
    /// <summary>Its length when it was seen.</summary>
    public long Length { get; init; }

    /// <summary>When it was last written; only good to be compared.</summary>
    public long WrittenAt { get; init; }

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
