using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Options of the logging sidecar.
/// </summary>
public sealed class LoggingSidecarOptions
{
    /// <summary>
    /// Gets the files to follow, as globs relative to the volume, such as <c>**/*.log</c>, with <c>*</c>, <c>?</c>, <c>**</c>, <c>[ab]</c>, <c>[!ab]</c> and <c>{a,b}</c>; <c>!</c> in front excludes.
    /// </summary>
    /// <value>Empty by default, which means the names that logs have: <c>*.log</c>, <c>*_log</c>, <c>*.out</c>, <c>syslog</c> and the like, but neither configuration nor data.</value>
    public IList<string> Files { get; } = [];

    /// <summary>
    /// Gets or sets the format of the lines.
    /// </summary>
    /// <value>The default is <see cref="LoggingSidecarFormat.Auto"/>.</value>
    public LoggingSidecarFormat Format { get; set; }

    /// <summary>
    /// Gets or sets where the records go.
    /// </summary>
    /// <value>The default is <see cref="LoggingSidecarExporter.Auto"/>.</value>
    public LoggingSidecarExporter Exporter { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether files that are there on the very first start are read from their end on. Files that appear later are always read whole.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool StartAtEnd { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether stack traces and indented lines are joined to the line before them.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool JoinLines { get; set; } = true;

    /// <summary>
    /// Gets or sets a regular expression: a line that it matches begins a record, and all lines up to the next one belong to it.
    /// </summary>
    /// <value>The default is <see langword="null"/>: lines with a time or a level begin one, and traces are recognised.</value>
    public string? RecordStart { get; set; }

    /// <summary>
    /// Gets or sets the zone of times that are written without one: <c>UTC</c>, <c>local</c>, a distance such as <c>+02:00</c>, or a name such as <c>Europe/Berlin</c>.
    /// </summary>
    /// <value>The default is <see langword="null"/>: that of the main. A container is in UTC unless its variable <c>TZ</c> says otherwise; a process is in the zone of this machine.</value>
    public string? TimeZone { get; set; }

    /// <summary>
    /// Gets or sets the level below which records are left out. Those whose level is not known are sent.
    /// </summary>
    /// <value>The default is <see cref="LogLevel.Trace"/>: all are sent.</value>
    public LogLevel MinimumLevel { get; set; } = LogLevel.Trace;

    /// <summary>
    /// Gets regular expressions: what they match is replaced by <c>***</c> before a line is looked at.
    /// </summary>
    public IList<string> Redactions { get; } = [];

    /// <summary>
    /// Gets regular expressions: records whose text one of them matches are left out.
    /// </summary>
    public IList<string> Drops { get; } = [];

    /// <summary>
    /// Gets or sets how many records are sent in a second at most; more wait in their files. From 1 to 10,000,000.
    /// </summary>
    /// <value>The default is <see langword="null"/>: no limit.</value>
    public int? RecordsPerSecond { get; set; }

    /// <summary>
    /// Gets or sets the length in bytes beyond which a line is sent in parts. From 1,024 to 1,048,576.
    /// </summary>
    /// <value>The default is 65,536.</value>
    public int MaxLineBytes { get; set; } = 64 * 1024;

    /// <summary>
    /// Gets or sets how often the files are looked at. From 10 ms to one minute.
    /// </summary>
    /// <value>The default is 250 ms.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Gets or sets how long a record waits for another line that may belong to it. Up to one minute.
    /// </summary>
    /// <value>The default is 500 ms.</value>
    public TimeSpan JoinTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Gets or sets how long a line without an end waits for the rest before it is sent. Up to one hour.
    /// </summary>
    /// <value>The default is 5 s.</value>
    public TimeSpan LastLineTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets how long a file that was rotated away must be quiet before it counts as complete. Up to one hour.
    /// </summary>
    /// <value>The default is 5 s.</value>
    public TimeSpan RotationTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets how long a request may wait to be filled. Up to one minute.
    /// </summary>
    /// <value>The default is 250 ms.</value>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Gets or sets the most records in one request. From 1 to 10,000.
    /// </summary>
    /// <value>The default is 1,000.</value>
    public int BatchSize { get; set; } = 1000;

    /// <summary>
    /// Gets or sets how many requests may wait for the receiver; when they do, reading stops. From 1 to 1,000.
    /// </summary>
    /// <value>The default is 8.</value>
    public int QueueSize { get; set; } = 8;

    /// <summary>
    /// Gets or sets how many files are open at a time; those that are quiet are closed and opened again when they change. From 16 to 100,000.
    /// </summary>
    /// <value>The default is 512, but no more than half of what the system allows.</value>
    public int MaxOpenFiles { get; set; } = 512;

    /// <summary>
    /// Gets or sets what the sidecar says about itself.
    /// </summary>
    /// <value>The default is <see cref="LogLevel.Information"/>.</value>
    public LogLevel OwnLogLevel { get; set; } = LogLevel.Information;
}
