using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes the arguments of a command out of what was given, and checks them.</summary>
internal static class CommandArguments
{
    private const int DefaultMaxLength = 8000;

    /// <summary>The arguments that the command declares, with the given values; where none is given, with the declared one.</summary>
    public static InteractionInputCollection Create(ResourceCommandAnnotation command, InteractionInputCollection given)
        => command.Arguments.Count == 0
            ? given
            : new InteractionInputCollection(
                [.. command.Arguments.Select(declared => declared.With(given.TryGetByName(declared.Name, out var value) ? value.Value : declared.Value))]);

    /// <summary>Checks the arguments.</summary>
    /// <returns>The result of a command that is not executed because of them, or <see langword="null"/> if they are in order.</returns>
    public static async Task<ExecuteCommandResult?> RefuseAsync(
        ResourceCommandAnnotation command, InteractionInputCollection arguments, IServiceProvider services, CancellationToken cancellationToken)
    {
        var context = new InputsDialogValidationContext { Inputs = arguments, Services = services, CancellationToken = cancellationToken };
        foreach (var argument in arguments)
        {
            argument.ValidationErrors.Clear();
            argument.Value = argument.InputType == InputType.SecretText ? argument.Value : argument.Value?.Trim();
            if (Problem(argument) is { } problem)
            {
                context.AddValidationError(argument, problem);
            }
        }

        if (!context.HasErrors && command.ValidateArguments is { } validate)
        {
            await validate(context).ConfigureAwait(false);
        }

        return context.HasErrors
            ? new ExecuteCommandResult { Success = false, Message = Describe(arguments), InvalidArguments = arguments }
            : null;
    }

    private static string? Problem(InteractionInput argument)
    {
        if (argument.Disabled)
        {
            return null;
        }

        if (string.IsNullOrEmpty(argument.Value))
        {
            return argument.Required ? "Value is required." : null;
        }

        var maxLength = argument.MaxLength ?? DefaultMaxLength;
        return argument.InputType switch
        {
            InputType.Text or InputType.SecretText when argument.Value.Length > maxLength
                => string.Create(CultureInfo.InvariantCulture, $"Value length exceeds {maxLength} characters."),
            InputType.Choice when argument is { AllowCustomChoice: false, Options: { } options } && options.All(option => option.Key != argument.Value)
                => "Value must be one of the provided options.",
            InputType.Boolean when !bool.TryParse(argument.Value, out _) => "Value must be a valid boolean.",
            InputType.Number when !double.TryParse(argument.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => "Value must be a valid number.",
            _ => null,
        };
    }

    private static string Describe(InteractionInputCollection arguments)
        => string.Join(
            Environment.NewLine,
            arguments.SelectMany(argument => argument.ValidationErrors.Select(error => $"{argument.Name}: {error}"))
                .Prepend("Command argument validation failed."));
}
