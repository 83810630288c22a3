using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Finds what is wrong with the options of the logging sidecar: all of it, in the call that gives them.
/// </summary>
internal static class LoggingSidecarOptionsCheck
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static IReadOnlyList<string> Problems(LoggingSidecarOptions options)
    {
        List<string> problems = [.. options.Files.Select(ProblemOfGlob).OfType<string>()];
        if (options.Files.Count > 0 && options.Files.All(glob => glob?.StartsWith('!') == true))
        {
            problems.Add("Files only excludes: it must hold a glob that includes files, such as '**/*.log'.");
        }

        problems.AddRange(options.Redactions.Select(pattern => ProblemOfPattern(nameof(options.Redactions), pattern)).OfType<string>());
        problems.AddRange(options.Drops.Select(pattern => ProblemOfPattern(nameof(options.Drops), pattern)).OfType<string>());
        if (options.RecordStart is { Length: > 0 } start && ProblemOfPattern(nameof(options.RecordStart), start) is { } problem)
        {
            problems.Add(problem);
        }

        if (options.TimeZone is { } zone && !IsZone(zone))
        {
            problems.Add($"TimeZone is '{zone}': it must be 'UTC', 'local', a distance from UTC such as '+02:00', or a name such as 'Europe/Berlin' that this machine knows.");
        }

        AddUnlessDefined(options.Format, nameof(options.Format));
        AddUnlessDefined(options.Exporter, nameof(options.Exporter));
        AddUnlessDefined(options.MinimumLevel, nameof(options.MinimumLevel));
        AddUnlessDefined(options.OwnLogLevel, nameof(options.OwnLogLevel));
        AddUnless(options.RecordsPerSecond is null or (>= 1 and <= 10_000_000), $"RecordsPerSecond is {options.RecordsPerSecond}: it must be from 1 to 10,000,000.");
        AddUnless(options.MaxLineBytes is >= 1024 and <= 1024 * 1024, $"MaxLineBytes is {options.MaxLineBytes}: it must be from 1,024 to 1,048,576.");
        AddUnless(options.BatchSize is >= 1 and <= 10_000, $"BatchSize is {options.BatchSize}: it must be from 1 to 10,000.");
        AddUnless(options.QueueSize is >= 1 and <= 1000, $"QueueSize is {options.QueueSize}: it must be from 1 to 1,000.");
        AddUnless(options.MaxOpenFiles is >= 16 and <= 100_000, $"MaxOpenFiles is {options.MaxOpenFiles}: it must be from 16 to 100,000.");
        AddUnless(options.PollInterval >= TimeSpan.FromMilliseconds(10) && options.PollInterval <= Minute, $"PollInterval is {options.PollInterval}: it must be from 10 ms to one minute.");
        AddUnlessWithin(options.JoinTimeout, Minute, nameof(options.JoinTimeout));
        AddUnlessWithin(options.FlushInterval, Minute, nameof(options.FlushInterval));
        AddUnlessWithin(options.LastLineTimeout, Hour, nameof(options.LastLineTimeout));
        AddUnlessWithin(options.RotationTimeout, Hour, nameof(options.RotationTimeout));
        return problems;

        void AddUnless(bool isRight, string problem)
        {
            if (!isRight)
            {
                problems.Add(problem);
            }
        }

        void AddUnlessDefined<T>(T value, string name)
            where T : struct, Enum
            => AddUnless(Enum.IsDefined(value), $"{name} is {value}: it must be {string.Join(", ", Enum.GetNames<T>())}.");

        void AddUnlessWithin(TimeSpan time, TimeSpan most, string name) => AddUnless(time >= TimeSpan.Zero && time <= most, $"{name} is {time}: it must be from 0 to {most}.");
    }

    public static bool IsZone(string zone) =>
        zone.ToUpperInvariant() is "UTC" or "GMT" or "Z" or "LOCAL"
        || Regex.IsMatch(zone, @"^[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?\z", RegexOptions.CultureInvariant)
        || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);

    /// <summary>The lists are open to callers who do not know of nullable references.</summary>
    private static string? ProblemOfPattern(string list, string? pattern)
    {
        if (string.IsNullOrEmpty(pattern))
        {
            return $"{list} has an entry that is empty and would match every line.";
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return pattern.Contains('\0') ? $"'{Visible(pattern)}' in {list} has a zero character, which no argument of a program can have: write it as '\\0'." : null;
        }
        catch (ArgumentException exception)
        {
            return $"'{pattern}' in {list} must be a regular expression: {exception.Message}";
        }
    }

    private static string? ProblemOfGlob(string? glob)
    {
        if (string.IsNullOrWhiteSpace(glob?.TrimStart('!')))
        {
            return "Files has an entry that is empty: write a glob, such as '**/*.log'.";
        }

        if (glob.Any(char.IsControl))
        {
            return $"'{Visible(glob)}' in Files has a control character, which no glob can have.";
        }

        var text = glob.TrimStart('!');
        if (text.Contains(';'))
        {
            return $"'{glob}' in Files is no glob: give each glob an entry of its own.";
        }

        if (Path.IsPathRooted(text) || text.Split('/', '\\').Contains(".."))
        {
            return $"'{glob}' in Files must be relative to the volume and cannot leave it.";
        }

        if (text.Contains('\\') || text.Contains('|') || Regex.IsMatch(text, @"[?*+@!]\("))
        {
            return $"'{glob}' in Files has a sign that is not supported: signs are '*', '?', '**', '[ab]', '[!ab]' and '{{a,b}}'.";
        }

        return Regex.IsMatch(text, @"^([^][{}]|\[!?[^][{}]+\]|\{([^][{}]|\[!?[^][{}]+\])*\})*$") && text.Split('/').All(segment => segment == "**" || !segment.Contains("**", StringComparison.Ordinal))
            ? Regex.Matches(text, @"\[(!?)([^][]+)\]").Select(set => ProblemOfSet(glob, set.Groups[1].Length > 0, set.Groups[2].Value)).FirstOrDefault(problem => problem is not null)
            : $"'{glob}' in Files has a bracket that is not closed or stands inside of another one, or a '**' that does not stand alone between slashes.";
    }

    private static string? ProblemOfSet(string glob, bool isNegative, string signs)
    {
        var single = Regex.Replace(signs, "[A-Za-z0-9]-[A-Za-z0-9]", "");
        return Regex.IsMatch(single, "[^-]-$") ? $"'{glob}' in Files has a set with a range that has no end: a set holds single signs, or ranges such as 'a-z'."
            : isNegative && single.Length is var count && count < signs.Length && (count > 0 || signs.Length > 3) ? $"'{glob}' in Files has a set with '!' that holds more than a range: it can hold signs or one range, not both."
            : null;
    }

    private static string Visible(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
