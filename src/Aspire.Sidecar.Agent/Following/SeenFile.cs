namespace Aspire.Sidecar.Agent.Following;

/// <summary>A file found in the folder.</summary>
/// <param name="Path">Relative to the folder, with forward slashes.</param>
/// <param name="Identity">Who it is.</param>
/// <param name="IsStranger">True when no glob matches it: it is read to its end, but not watched.</param>
internal readonly record struct SeenFile(string Path, FileIdentity Identity, bool IsStranger = false)
{
    /// <summary>Its length when it was seen.</summary>
    public long Length { get; init; }

    /// <summary>When it was last written, in nanoseconds since 1970.</summary>
    public long WrittenAt { get; init; }

    public string Name => NameOf(Path);

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>True when it was written after a time, or shortly before.</summary>
    public bool WasWrittenSince(DateTimeOffset time, TimeSpan tolerance) =>
        time < DateTimeOffset.MaxValue && WrittenAt / TimeSpan.NanosecondsPerTick >= time.UtcTicks - tolerance.Ticks - DateTimeOffset.UnixEpoch.Ticks;
}
