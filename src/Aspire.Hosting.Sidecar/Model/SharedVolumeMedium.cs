namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Where the files of a shared volume are kept.
/// </summary>
public enum SharedVolumeMedium
{
    /// <summary>On disk.</summary>
    Disk,

    /// <summary>In memory (tmpfs), where the platform can; else on disk, with a warning.</summary>
    Memory,
}
