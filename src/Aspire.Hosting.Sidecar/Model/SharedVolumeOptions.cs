namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Options of a shared volume.
/// </summary>
/// <remarks>
/// <see cref="EnvironmentVariable"/> belongs to one member's mount. The others belong to the volume: any
/// member can set them, and members that set them differently are an error.
/// </remarks>
[AspireExport(ExposeProperties = true)]
public sealed class SharedVolumeOptions
{
    /// <summary>
    /// Gets or sets where the files are kept.
    /// </summary>
    /// <value>The default is <see langword="null"/>: what another member says, else <see cref="SharedVolumeMedium.Disk"/>.</value>
    public SharedVolumeMedium? Medium { get; set; }

    /// <summary>
    /// Gets or sets how long the files are kept.
    /// </summary>
    /// <value>The default is <see langword="null"/>: what another member says, else <see cref="SharedVolumeLifetime.Ephemeral"/>.</value>
    public SharedVolumeLifetime? Lifetime { get; set; }

    /// <summary>
    /// Gets or sets the size limit, with the units of <c>WithResourceLimits</c>, such as <c>64m</c>.
    /// </summary>
    /// <value>The default is <see langword="null"/>: what another member says, else no limit.</value>
    public string? SizeLimit { get; set; }

    /// <summary>
    /// Gets or sets a further environment variable that gets the volume's path, for programs that have one already.
    /// </summary>
    /// <value>The default is <see langword="null"/>: only <c>SIDECAR_VOLUME_{NAME}</c>.</value>
    public string? EnvironmentVariable { get; set; }
}
