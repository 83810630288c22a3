namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Options of the monitoring sidecar.
/// </summary>
public sealed class MonitoringSidecarOptions
{
    internal List<(string? Name, EndpointReference? Endpoint, string Path)> Scrapes { get; } = [];

    internal List<(string? Name, EndpointReference? Endpoint, string Path)> Probes { get; } = [];

    /// <summary>
    /// Gets or sets how often metrics are scraped and the process is looked at. From 100 ms to one hour.
    /// </summary>
    /// <value>The default is 10 s.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets how long a scrape or a probe may take. From 100 ms to one minute.
    /// </summary>
    /// <value>The default is 5 s.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets how often endpoints are probed. From 100 ms to one hour.
    /// </summary>
    /// <value>The default is 5 s.</value>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets how many series of an endpoint are taken; more are left out, with a warning. From 1 to 1,000,000.
    /// </summary>
    /// <value>The default is 20,000.</value>
    public int MaxSeries { get; set; } = 20_000;

    /// <summary>
    /// Gets or sets how large in bytes the answer of an endpoint may be; the metrics of a larger one are left out, with a warning. From 65,536 to 268,435,456.
    /// </summary>
    /// <value>The default is 16,777,216.</value>
    public int MaxBodyBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// Gets or sets a value indicating whether the processor time, memory, threads and open files of the main's process are reported, where the system lets the sidecar see it.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool ReportProcess { get; set; } = true;

    /// <summary>
    /// Scrapes an endpoint of the main that has metrics in the text format of Prometheus or in OpenMetrics.
    /// </summary>
    /// <param name="endpoint">The name of the endpoint.</param>
    /// <param name="path">The path of the metrics, which begins with a slash.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public MonitoringSidecarOptions Scrape(string endpoint, string path = "/metrics")
    {
        ArgumentException.ThrowIfNullOrEmpty(endpoint);
        ArgumentNullException.ThrowIfNull(path);
        Scrapes.Add((endpoint, null, path));
        return this;
    }

    /// <summary>
    /// Scrapes an endpoint, such as that of another sidecar, which exports what the main has.
    /// </summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="path">The path of the metrics, which begins with a slash.</param>
    /// <returns>The same options.</returns>
    public MonitoringSidecarOptions ScrapeEndpoint(EndpointReference endpoint, string path = "/metrics")
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(path);
        Scrapes.Add((null, endpoint, path));
        return this;
    }

    /// <summary>
    /// Probes an endpoint of the main: with a request when it is HTTP, else with a connection. How long the answers take becomes a histogram, and changes are logged.
    /// States and health checks are Aspire's: use <c>WithHttpHealthCheck</c> for them.
    /// </summary>
    /// <param name="endpoint">The name of the endpoint.</param>
    /// <param name="path">The path of the request, which begins with a slash.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public MonitoringSidecarOptions Probe(string endpoint, string path = "/")
    {
        ArgumentException.ThrowIfNullOrEmpty(endpoint);
        ArgumentNullException.ThrowIfNull(path);
        Probes.Add((endpoint, null, path));
        return this;
    }

    internal IReadOnlyList<string> Problems()
    {
        var (least, minute, hour) = (TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        (bool IsRight, string Problem)[] rules =
        [
            (Interval >= least && Interval <= hour, $"Interval is {Interval}: it must be from 100 ms to one hour."),
            (Timeout >= least && Timeout <= minute, $"Timeout is {Timeout}: it must be from 100 ms to one minute."),
            (ProbeInterval >= least && ProbeInterval <= hour, $"ProbeInterval is {ProbeInterval}: it must be from 100 ms to one hour."),
            (MaxSeries is >= 1 and <= 1_000_000, $"MaxSeries is {MaxSeries}: it must be from 1 to 1,000,000."),
            (MaxBodyBytes is >= 64 * 1024 and <= 256 * 1024 * 1024, $"MaxBodyBytes is {MaxBodyBytes}: it must be from 65,536 to 268,435,456."),
            (ReportProcess || Scrapes.Count > 0 || Probes.Count > 0, "There is nothing to monitor: scrape or probe an endpoint, or report the process."),
        ];
        return
        [
            .. rules.Where(rule => !rule.IsRight).Select(rule => rule.Problem),
            .. Scrapes.Concat(Probes).Select(monitored => monitored.Path).Where(path => path is not ['/', ..] || path.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
                .Select(path => $"The path '{string.Concat(path.Select(c => char.IsControl(c) ? '\uFFFD' : c))}' must begin with '/' and have no white space."),
        ];
    }
}
