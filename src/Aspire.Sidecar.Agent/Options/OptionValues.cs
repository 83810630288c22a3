using Microsoft.Extensions.Configuration;

namespace Aspire.Sidecar.Agent.Options;

/// <summary>Typed access to options as they were written; each value that breaks its rule becomes a sentence in <see cref="Problems"/>.</summary>
internal sealed class OptionValues
{
    private readonly IConfiguration _configuration;
    private readonly string[] _arguments;

    public OptionValues(IReadOnlyList<string> arguments, AgentEnvironment environment, IReadOnlyList<OptionDefinition> known)
    {
        _arguments = [.. InOneWord(arguments)];
        Problems.AddRange(CommandLineCheck.Problems(arguments, known));

        // Only known variables are looked at: a Kubernetes service called 'sidecar-agent' sets variables with this prefix in every pod.
        var fromEnvironment = known
            .Select(option => KeyValuePair.Create(option.Name, environment[option.Variable]))
            .Where(option => option.Value is not null);
        _configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(fromEnvironment)
            .AddCommandLine([.. _arguments])
            .Build();
    }

    public List<string> Problems { get; } = [];

    public string? Text(string name) => _configuration[name] is { Length: > 0 } value ? value : null;

    public TEnum Choice<TEnum>(string name, TEnum fallback)
        where TEnum : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        // Enum.TryParse would take numbers and lists as well.
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (text.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var choices = string.Join(", ", Enum.GetNames<TEnum>().Select(choice => $"'{choice.ToLowerInvariant()}'"));
        Problems.Add($"'--{name}' is '{text}': it can be one of {choices}.");
        return fallback;
    }

    public bool Switch(string name, bool fallback)
    {
        switch (Text(name)?.ToUpperInvariant())
        {
            case null:
                return fallback;
            case "ON" or "TRUE":
                return true;
            case "OFF" or "FALSE":
                return false;
            default:
                Problems.Add($"'--{name}' is '{Text(name)}': it can be 'on' or 'off'.");
                return fallback;
        }
    }

    public TimeSpan Duration(string name, TimeSpan fallback, TimeSpan least, TimeSpan most)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        if (DurationText.TryParse(text, out var duration) && duration >= least && duration <= most)
        {
            return duration;
        }

        Problems.Add($"'--{name}' is '{text}': it must be a time such as '250ms' or '5s', from {least.TotalMilliseconds}ms to {most.TotalSeconds}s.");
        return fallback;
    }

    public int Number(string name, int fallback, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        if (SizeText.TryParse(text, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Problems.Add($"'--{name}' is '{text}': it must be a whole number from {least} to {most}.");
        return fallback;
    }

    /// <summary>Regular expressions; the option may be given several times, and its variable may have several lines.</summary>
    public IReadOnlyList<LinePattern> Patterns(string name)
    {
        var patterns = new List<LinePattern>();
        foreach (var text in All(name))
        {
            try
            {
                patterns.Add(new(text));
            }
            catch (ArgumentException exception)
            {
                Problems.Add($"'--{name}' is '{text}': it must be a regular expression. {exception.Message}");
            }
        }

        return patterns;
    }

    /// <summary>Addresses; the option may be given several times, and its variable may have several lines.</summary>
    public IReadOnlyList<Uri> Urls(string name, params string[] schemes)
    {
        var urls = new List<Uri>();
        foreach (var text in All(name))
        {
            if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Length > 0)
            {
                // The address may be a secret: it is not told.
                Problems.Add($"'--{name}' is an address with a user or a password, which are not sent: leave out what stands before the '@'.");
            }
            else if (url is not null && schemes.Contains(url.Scheme) && url.Host.Length > 0 && (url.Scheme != "tcp" || url.Port > 0))
            {
                urls.Add(url);
            }
            else
            {
                Problems.Add($"'--{name}' is '{text}': it must be an absolute URL that begins with {string.Join(" or ", schemes.Select(scheme => $"'{scheme}://'"))}{(schemes.Contains("tcp") ? ", with a port after the host in the last case" : "")}.");
            }
        }

        return urls;
    }

    /// <summary>A zone: 'local', 'UTC', a distance such as '+02:00', or a name of the IANA database.</summary>
    public TimeZoneInfo Zone(string name, TimeZoneInfo fallback)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        if (ZoneText.TryParse(text, out var zone))
        {
            return zone;
        }

        Problems.Add($"'--{name}' is '{text}': it must be 'local', 'UTC', a distance from UTC such as '+02:00', or a name such as 'Europe/Berlin' that this system knows.");
        return fallback;
    }

    private string[] All(string name)
    {
        var start = $"--{name}=";

        // As everywhere, an empty value is none: an empty pattern would match every line.
        string[] given = [.. _arguments.Where(argument => argument.Length > start.Length && argument.StartsWith(start, StringComparison.OrdinalIgnoreCase)).Select(argument => argument[start.Length..])];
        return given.Length > 0 ? given : (Text(name) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    // '--name value' as '--name=value': the library takes a value that begins with a hyphen for an option.
    private static IEnumerable<string> InOneWord(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                continue;
            }

            if (arguments[i].Contains('='))
            {
                yield return arguments[i];
            }
            else if (i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                yield return $"{arguments[i]}={arguments[++i]}";
            }
        }
    }
}
