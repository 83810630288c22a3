using Aspire.Dashboard.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>Shows the dashboard the arguments of commands, and takes back what the user has entered.</summary>
internal static class CommandInputs
{
    public static IReadOnlyList<CommandInput> Of(IReadOnlyList<InteractionInput> arguments) => [.. arguments.Select(ToInput)];

    public static InteractionInputCollection WithValues(IReadOnlyList<InteractionInput> arguments, IReadOnlyDictionary<string, string?> values)
        => new([.. arguments.Select(argument => argument.With(values.GetValueOrDefault(argument.Name, argument.Value)))]);

    public static CommandOutcome ToOutcome(ExecuteCommandResult result) => new(result.Success, result.Canceled, result.Message)
    {
        InputErrors = (result.InvalidArguments ?? Enumerable.Empty<InteractionInput>())
            .Where(argument => argument.ValidationErrors.Count > 0)
            .ToDictionary(argument => argument.Name, IReadOnlyList<string> (argument) => [.. argument.ValidationErrors]),
    };

    private static CommandInput ToInput(InteractionInput argument) => new(
        argument.Name,
        argument.Label ?? argument.Name,
        ToKind(argument.InputType),
        argument.Required,
        argument.Value,
        [.. (argument.Options ?? []).Select(option => new CommandChoice(option.Key, option.Value))])
    {
        Description = argument.Description,
        Placeholder = argument.Placeholder,
        MaxLength = argument.MaxLength,
        IsDisabled = argument.Disabled,
        AllowsOther = argument.AllowCustomChoice,
    };

    private static CommandInputKind ToKind(InputType type) => type switch
    {
        InputType.SecretText => CommandInputKind.Secret,
        InputType.Choice => CommandInputKind.Choice,
        InputType.Boolean => CommandInputKind.Boolean,
        InputType.Number => CommandInputKind.Number,
        _ => CommandInputKind.Text,
    };
}
