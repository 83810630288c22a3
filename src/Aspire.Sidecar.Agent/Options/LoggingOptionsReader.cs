using Names = Aspire.Sidecar.Agent.Options.LoggingOptionNames;

namespace Aspire.Sidecar.Agent.Options;

/// <summary>Reads the options of the logging job; reports every problem, not only the first.</summary>
internal static class LoggingOptionsReader
{
    private static readonly TimeSpan None = TimeSpan.Zero;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static (LoggingOptions Options, IReadOnlyList<string> Problems) Read(IReadOnlyList<string> arguments, AgentEnvironment environment)
    {
        var values = new OptionValues(arguments, environment, Names.All);
        var directory = Directory(values, environment);
        var defaults = new LoggingOptions { Directory = directory, Files = [], Positions = "" };
        var options = defaults with
        {
            Files = Files(values),
            Positions = Path.GetFullPath(values.Text(Names.Positions) ?? Path.Combine(directory, ".sidecar", $"{environment.SidecarName}.positions.json")),
            Format = values.Choice(Names.Format, defaults.Format),
            Exporter = values.Choice(Names.Exporter, defaults.Exporter),
            LogLevel = values.Choice(Names.LogLevel, defaults.LogLevel),
            From = values.Choice(Names.From, defaults.From),
            Multiline = values.Switch(Names.Multiline, defaults.Multiline),
            MultilineTimeout = values.Duration(Names.MultilineTimeout, defaults.MultilineTimeout, None, Minute),
            MaxLineBytes = values.Number(Names.MaxLineBytes, defaults.MaxLineBytes, 1024, 1024 * 1024),
            PollInterval = values.Duration(Names.PollInterval, defaults.PollInterval, TimeSpan.FromMilliseconds(10), Minute),
            BatchSize = values.Number(Names.BatchSize, defaults.BatchSize, 1, 10_000),
            FlushInterval = values.Duration(Names.FlushInterval, defaults.FlushInterval, None, Minute),
            QueueSize = values.Number(Names.QueueSize, defaults.QueueSize, 1, 1000),
            RotateWait = values.Duration(Names.RotateWait, defaults.RotateWait, None, Hour),
            DrainTimeout = values.Duration(Names.DrainTimeout, defaults.DrainTimeout, None, Hour),
            LastLineWait = values.Duration(Names.LastLineWait, defaults.LastLineWait, None, Hour),
            RecordStart = values.Patterns(Names.MultilineStart) is [.., var last] ? last : null,
            TimeZone = values.Zone(Names.TimeZone, defaults.TimeZone),
            LeastLevel = values.Choice(Names.LeastLevel, defaults.LeastLevel),
            Redactions = values.Patterns(Names.Redact),
            Drops = values.Patterns(Names.Drop),
            RateLimit = values.Number(Names.RateLimit, defaults.RateLimit, 0, 10_000_000),
            MaxOpenFiles = values.Number(Names.MaxOpenFiles, defaults.MaxOpenFiles, 16, 100_000),
            IsEphemeral = values.Switch(Names.Ephemeral, defaults.IsEphemeral),
        };
        return (options, values.Problems);
    }

    private static string Directory(OptionValues values, AgentEnvironment environment)
    {
        if (values.Text(Names.Directory) is { } given)
        {
            return Path.GetFullPath(given);
        }

        if (environment.Volumes is [var only])
        {
            return Path.GetFullPath(only.Value);
        }

        values.Problems.Add(environment.Volumes switch
        {
            [] => "There is no folder to follow: give '--directory', or mount a shared volume, which sets a SIDECAR_VOLUME_* variable.",
            var several => $"There are {several.Count} shared volumes ({string.Join(", ", several.Select(volume => volume.Key))}): say with '--directory' which folder to follow.",
        });
        return Path.GetFullPath(".");
    }

    private static string[] Files(OptionValues values)
    {
        var globs = (values.Text(Names.Files) ?? Names.DefaultFiles).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!globs.Any(glob => glob[0] != '!'))
        {
            values.Problems.Add($"'--{Names.Files}' is '{values.Text(Names.Files)}': it must hold at least one glob that includes files, such as '**/*.log'.");
        }

        foreach (var glob in globs.Where(glob => Path.IsPathRooted(glob.TrimStart('!')) || glob.Split('/', '\\').Contains("..")))
        {
            values.Problems.Add($"'--{Names.Files}' holds '{glob}': globs are relative to the folder and cannot leave it; set '--{Names.Directory}' to follow another one.");
        }

        foreach (var glob in globs)
        {
            if (GlobText.ProblemOf(glob) is { } problem)
            {
                values.Problems.Add($"'--{Names.Files}' holds '{glob}': {problem}.");
            }
        }

        return globs;
    }
}
