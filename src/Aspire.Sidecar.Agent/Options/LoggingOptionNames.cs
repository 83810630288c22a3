namespace Aspire.Sidecar.Agent.Options;

/// <summary>The options of the logging job, in the order the usage text lists them.</summary>
internal static class LoggingOptionNames
{
    public const string Directory = "directory";
    public const string Files = "files";
    public const string Positions = "positions";
    public const string Format = "format";
    public const string Exporter = "exporter";
    public const string From = "from";
    public const string Multiline = "multiline";
    public const string MultilineTimeout = "multiline-timeout";
    public const string MaxLineBytes = "max-line-bytes";
    public const string PollInterval = "poll-interval";
    public const string BatchSize = "batch-size";
    public const string FlushInterval = "flush-interval";
    public const string QueueSize = "queue-size";
    public const string RotateWait = "rotate-wait";
    public const string DrainTimeout = "drain-timeout";
    public const string LogLevel = "log-level";
    public const string LastLineWait = "last-line-wait";
    public const string MultilineStart = "multiline-start";
    public const string TimeZone = "time-zone";
    public const string LeastLevel = "min-level";
    public const string Redact = "redact";
    public const string Drop = "drop";
    public const string RateLimit = "rate-limit";
    public const string MaxOpenFiles = "max-open-files";
    public const string Ephemeral = "ephemeral";

    /// <summary>
    /// Names that logging libraries, web servers and the system give to their logs by default; none that configuration or data have. Of the text and JSON files those
    /// whose name says that they are logs.
    /// </summary>
    public const string DefaultFiles =
        "**/*.log;**/*_log;**/*-log;**/*.out;**/*.err;**/*.clef;**/{syslog,messages,dmesg,stdout,stderr};**/log.{txt,json,jsonl,ndjson};"
        + "**/log[-_.0-9]*.{txt,json,jsonl,ndjson};**/*[-_.]log.{txt,json,jsonl,ndjson};**/*[-_.]log[-_.0-9]*.{txt,json,jsonl,ndjson}";

    public static IReadOnlyList<OptionDefinition> All { get; } =
    [
        new(Directory, "path", "The folder to follow. Default: the value of the one SIDECAR_VOLUME_* variable, if exactly one is set."),
        new(Files, "globs", $"Files to follow, globs relative to the folder, separated by ';', with *, ?, **, [ab], [!ab] and {{a,b}}; '!' in front excludes. Default: {DefaultFiles}"),
        new(Positions, "path", "Where to remember what was sent. Default: .sidecar/{sidecar}.positions.json in the folder."),
        new(Format, "auto|json|text", "How to read lines; auto decides for each line. Default: auto."),
        new(Exporter, "auto|otlp|console", "Where records go; auto is otlp when OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_LOGS_ENDPOINT is set, else console. Default: auto."),
        new(From, "beginning|end", "Where to start in files that are there on the very first start; later files are read whole. Default: beginning."),
        new(Multiline, "on|off", "Join stack traces and indented lines to the text line before them. Default: on."),
        new(MultilineTimeout, "time", "How long a record waits for another continuation line. Default: 500ms."),
        new(MultilineStart, "pattern", "A regular expression: a line that it matches begins a record, and all lines up to the next one belong to it. Default: none."),
        new(LastLineWait, "time", "How long a line without an end may wait for the rest before it is sent. Default: 5s."),
        new(TimeZone, "zone", "The zone of times that are written without one: 'local', 'UTC', '+02:00' or a name such as 'Europe/Berlin'. Default: local, the zone of the agent."),
        new(LeastLevel, "level", "Leave out records below: all, debug, information, warning, error, critical; those whose level is not known are sent. Default: all."),
        new(Redact, "pattern", "A regular expression: what it matches is replaced by '***' before a line is looked at. May be given several times. Default: none."),
        new(Drop, "pattern", "A regular expression: records whose text it matches are left out. May be given several times. Default: none."),
        new(RateLimit, "number", "Records sent in a second at most; more wait in their files. From 0, for no limit, to 10000000. Default: 0."),
        new(MaxLineBytes, "size", "Longer lines are sent in parts, numbered by the attribute 'sidecar.line.part'. From 1k to 1m. Default: 64k."),
        new(PollInterval, "time", "How often to look at the files. From 10ms to 1m. Default: 250ms."),
        new(BatchSize, "number", "The most records in one request. From 1 to 10000. Default: 1000."),
        new(FlushInterval, "time", "How long a request may wait to be filled. Default: 250ms."),
        new(QueueSize, "number", "Requests that may wait for the receiver; when they are full, reading stops. From 1 to 1000. Default: 8."),
        new(RotateWait, "time", "How long a file that was rotated away or deleted must be quiet before it counts as complete. Default: 5s."),
        new(DrainTimeout, "time", "How long a stop may take to send what was read. Default: 5s."),
        new(MaxOpenFiles, "number", "Files that are open at a time; those that are quiet are closed and opened again when they change. From 16 to 100000. Default: 512, but no more than half of what the system allows."),
        new(Ephemeral, "on|off", "Says that the folder is removed after the stop, so that what is left then is lost. Default: off."),
        new(LogLevel, "level", "What the agent says about itself: trace, debug, information, warning, error, critical, none. Default: information."),
    ];
}
