namespace Aspire.Sidecar.Agent.Following;

/// <summary>What the operating system says about a file.</summary>
/// <param name="Identity">Who it is.</param>
/// <param name="IsDirectory">True for a folder; else it is an ordinary file.</param>
/// <param name="Length">Its length.</param>
/// <param name="WrittenAt">When it was last written, in nanoseconds since 1970.</param>
internal readonly record struct FileStatus(FileIdentity Identity, bool IsDirectory, long Length, long WrittenAt);
