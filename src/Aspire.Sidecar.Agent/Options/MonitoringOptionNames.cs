namespace Aspire.Sidecar.Agent.Options;

/// <summary>The options of the monitoring job, in the order the usage text lists them.</summary>
internal static class MonitoringOptionNames
{
    public const string Scrape = "scrape";
    public const string Interval = "interval";
    public const string Timeout = "timeout";
    public const string MaxBodyBytes = "max-body-bytes";
    public const string MaxSeries = "max-series";
    public const string Probe = "probe";
    public const string ProbeInterval = "probe-interval";
    public const string Process = "process";
    public const string ProcessVariable = "process-variable";

    public static IReadOnlyList<OptionDefinition> All { get; } =
    [
        new(Scrape, "url", "An endpoint with metrics in the text format of Prometheus or in OpenMetrics, such as http://localhost:9187/metrics. May be given several times."),
        new(Interval, "time", "How often to scrape and to look at the process. From 100ms to 1h. Default: 10s."),
        new(Timeout, "time", "How long a scrape or a probe may take. From 100ms to 1m. Default: 5s."),
        new(MaxBodyBytes, "size", "How large an answer may be; the metrics of a larger one are left out. From 64k to 256m. Default: 16m."),
        new(MaxSeries, "number", "How many series of an endpoint are taken; more are left out. From 1 to 1000000. Default: 20000."),
        new(Probe, "url", "An endpoint to ask, http://, https:// or tcp://: how long the answers take becomes a histogram. May be given several times."),
        new(ProbeInterval, "time", "How often to probe. From 100ms to 1h. Default: 5s."),
        new(Process, "number", "The main's process, to report what it uses. Default: found by '--process-variable', if that is given."),
        new(ProcessVariable, "name=value", "A variable that the main's process was started with, and no other; it is found again after a restart. On Linux."),
        new(LoggingOptionNames.Exporter, "auto|otlp|console", "Where metrics go; auto is otlp when OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_METRICS_ENDPOINT is set, else console. Default: auto."),
        new(LoggingOptionNames.LogLevel, "level", "What the agent says about itself: trace, debug, information, warning, error, critical, none. Default: information."),
    ];
}
