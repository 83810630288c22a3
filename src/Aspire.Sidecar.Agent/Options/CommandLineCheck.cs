namespace Aspire.Sidecar.Agent.Options;

/// <summary>Finds what the configuration provider for command lines passes over in silence: unknown options, missing values, stray words.</summary>
internal static class CommandLineCheck
{
    public static IEnumerable<string> Problems(IReadOnlyList<string> arguments, IReadOnlyList<OptionDefinition> known)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                yield return $"'{argument}' is not an option: options look like '--name value' or '--name=value'.";
                continue;
            }

            var name = argument[2..].Split('=')[0];
            if (!known.Any(option => option.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                yield return $"'--{name}' is not an option of this job: '--help' lists them.";
            }

            if (argument.Contains('='))
            {
                continue;
            }

            if (i + 1 == arguments.Count || arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                yield return $"'--{name}' has no value: write '--{name} value' or '--{name}=value'.";
                continue;
            }

            i++;
        }
    }
}
