using Names = Aspire.Sidecar.Agent.Options.MonitoringOptionNames;

namespace Aspire.Sidecar.Agent.Options;

/// <summary>Reads the options of the monitoring job; reports every problem, not only the first.</summary>
internal static class MonitoringOptionsReader
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static (MonitoringOptions Options, IReadOnlyList<string> Problems) Read(IReadOnlyList<string> arguments, AgentEnvironment environment)
    {
        var values = new OptionValues(arguments, environment, Names.All);
        var defaults = new MonitoringOptions();
        var options = defaults with
        {
            Scrapes = values.Urls(Names.Scrape, Uri.UriSchemeHttp, Uri.UriSchemeHttps),
            Probes = values.Urls(Names.Probe, Uri.UriSchemeHttp, Uri.UriSchemeHttps, "tcp"),
            Interval = values.Duration(Names.Interval, defaults.Interval, Least, Hour),
            Timeout = values.Duration(Names.Timeout, defaults.Timeout, Least, Minute),
            ProbeInterval = values.Duration(Names.ProbeInterval, defaults.ProbeInterval, Least, Hour),
            MaxBodyBytes = values.Number(Names.MaxBodyBytes, defaults.MaxBodyBytes, 64 * 1024, 256 * 1024 * 1024),
            MaxSeries = values.Number(Names.MaxSeries, defaults.MaxSeries, 1, 1_000_000),
            Process = values.Text(Names.Process) is null ? null : values.Number(Names.Process, 0, 1, int.MaxValue),
            ProcessVariable = Variable(values),
            Exporter = values.Choice(LoggingOptionNames.Exporter, defaults.Exporter),
            LogLevel = values.Choice(LoggingOptionNames.LogLevel, defaults.LogLevel),
        };
        if (options.Scrapes.Count == 0 && options.Probes.Count == 0 && values.Text(Names.Process) is null && values.Text(Names.ProcessVariable) is null && values.Problems.Count == 0)
        {
            values.Problems.Add($"There is nothing to monitor: give '--{Names.Scrape}', '--{Names.Probe}', '--{Names.Process}' or '--{Names.ProcessVariable}'.");
        }

        return (options, values.Problems);
    }

    private static string? Variable(OptionValues values)
    {
        var text = values.Text(Names.ProcessVariable);
        if (text is not null && text.IndexOf('=', StringComparison.Ordinal) <= 0)
        {
            values.Problems.Add($"'--{Names.ProcessVariable}' is '{text}': it must be 'name=value'.");
        }

        return text;
    }
}
