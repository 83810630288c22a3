using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Writes the options of the logging sidecar as arguments of the agent: those that differ from its defaults, which are the same.
/// </summary>
internal static class LoggingSidecarArguments
{
    private static readonly LoggingSidecarOptions Defaults = new();

    public static IEnumerable<string> Of(LoggingSidecarOptions options)
    {
        List<string> arguments = [];
        Add("files", string.Join(';', options.Files), "");
        Add("format", Name(options.Format), Name(Defaults.Format));
        Add("exporter", Name(options.Exporter), Name(Defaults.Exporter));
        Add("from", options.StartAtEnd ? "end" : "beginning", "beginning");
        Add("multiline", options.JoinLines ? "on" : "off", "on");
        Add("min-level", options.MinimumLevel == LogLevel.Trace ? "all" : Name(options.MinimumLevel), "all");
        Add("rate-limit", Number(options.RecordsPerSecond ?? 0), "0");
        Add("max-line-bytes", Number(options.MaxLineBytes), Number(Defaults.MaxLineBytes));
        Add("poll-interval", Time(options.PollInterval), Time(Defaults.PollInterval));
        Add("multiline-timeout", Time(options.JoinTimeout), Time(Defaults.JoinTimeout));
        Add("last-line-wait", Time(options.LastLineTimeout), Time(Defaults.LastLineTimeout));
        Add("rotate-wait", Time(options.RotationTimeout), Time(Defaults.RotationTimeout));
        Add("flush-interval", Time(options.FlushInterval), Time(Defaults.FlushInterval));
        Add("batch-size", Number(options.BatchSize), Number(Defaults.BatchSize));
        Add("queue-size", Number(options.QueueSize), Number(Defaults.QueueSize));
        Add("max-open-files", Number(options.MaxOpenFiles), Number(Defaults.MaxOpenFiles));
        Add("log-level", Name(options.OwnLogLevel), Name(Defaults.OwnLogLevel));
        if (options.RecordStart is { Length: > 0 } start)
        {
            // In one word, as all patterns: they may begin with a hyphen.
            arguments.Add($"--multiline-start={start}");
        }

        foreach (var pattern in options.Redactions)
        {
            arguments.Add($"--redact={pattern}");
        }

        foreach (var pattern in options.Drops)
        {
            arguments.Add($"--drop={pattern}");
        }

        return arguments;

        void Add(string name, string value, string usual)
        {
            if (value != usual)
            {
                arguments.Add($"--{name}");
                arguments.Add(value);
            }
        }
    }

    public static string Time(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0}ms");

    private static string Name(Enum value) => value.ToString().ToLowerInvariant();

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
