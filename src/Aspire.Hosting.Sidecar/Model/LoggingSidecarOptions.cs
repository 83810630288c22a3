namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Options of the logging sidecar.
/// </summary>
public sealed class LoggingSidecarOptions
{
    /// <summary>
    /// Gets the files to follow, as globs relative to the volume, such as <c>**/*.log</c>.
    /// </summary>
    /// <value>Empty by default, which means every file whose name ends in <c>.log</c>, <c>.json</c> or <c>.jsonl</c>.</value>
    public IList<string> Files { get; } = [];

    /// <summary>
    /// Gets or sets the format of the lines.
    /// </summary>
    /// <value>The default is <see cref="LogFileFormat.Auto"/>.</value>
    public LogFileFormat Format { get; set; }

    /// <summary>
    /// Gets or sets where the records go.
    /// </summary>
    /// <value>The default is <see cref="LogExporter.Auto"/>.</value>
    public LogExporter Exporter { get; set; }
}
