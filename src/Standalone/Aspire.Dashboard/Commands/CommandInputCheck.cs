using Aspire.Dashboard.Model;

namespace Aspire.Dashboard.Commands;

internal static class CommandInputCheck
{
    /// <summary>What to say at the inputs that need a value and have none.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Missing(IReadOnlyList<CommandInput> inputs, IReadOnlyDictionary<string, string?> values)
        => inputs.Where(input => input.IsRequired && string.IsNullOrWhiteSpace(values.GetValueOrDefault(input.Name)))
            .ToDictionary(input => input.Name, IReadOnlyList<string> (input) => [$"Enter a value for '{input.Label}'."]);
}
