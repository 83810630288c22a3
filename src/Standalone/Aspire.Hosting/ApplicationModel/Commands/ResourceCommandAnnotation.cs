using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives a resource a command.</summary>
/// <param name="name">The name of the command.</param>
/// <param name="displayName">The text that is shown.</param>
/// <param name="updateState">Says for a snapshot of the resource whether the command can be given.</param>
/// <param name="executeCommand">Executes the command.</param>
/// <param name="displayDescription">The description.</param>
/// <param name="arguments">What the user is asked for first.</param>
/// <param name="confirmationMessage">The question asked first.</param>
/// <param name="iconName">The name of the icon.</param>
/// <param name="iconVariant">The variant of the icon.</param>
/// <param name="isHighlighted">Whether the command is shown outside the menu.</param>
/// <param name="visibility">Where the command is offered.</param>
/// <param name="validateArguments">Checks the arguments, once they have what each of them asks for.</param>
[DebuggerDisplay("{Name,nq}")]
public sealed class ResourceCommandAnnotation(
    string name,
    string displayName,
    Func<UpdateCommandStateContext, ResourceCommandState> updateState,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
    string? displayDescription,
    IReadOnlyList<InteractionInput>? arguments,
    string? confirmationMessage,
    string? iconName,
    IconVariant? iconVariant,
    bool isHighlighted,
    ResourceCommandVisibility visibility = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api,
    Func<InputsDialogValidationContext, Task>? validateArguments = null) : IResourceAnnotation
{
    /// <summary>Gives a resource a command without arguments.</summary>
    /// <param name="name">The name of the command.</param>
    /// <param name="displayName">The text that is shown.</param>
    /// <param name="updateState">Says for a snapshot of the resource whether the command can be given.</param>
    /// <param name="executeCommand">Executes the command.</param>
    /// <param name="displayDescription">The description.</param>
    /// <param name="parameter">A value that goes with the command.</param>
    /// <param name="confirmationMessage">The question asked first.</param>
    /// <param name="iconName">The name of the icon.</param>
    /// <param name="iconVariant">The variant of the icon.</param>
    /// <param name="isHighlighted">Whether the command is shown outside the menu.</param>
    public ResourceCommandAnnotation(
        string name,
        string displayName,
        Func<UpdateCommandStateContext, ResourceCommandState> updateState,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        string? displayDescription,
        object? parameter,
        string? confirmationMessage,
        string? iconName,
        IconVariant? iconVariant,
        bool isHighlighted)
        : this(name, displayName, updateState, executeCommand, displayDescription, arguments: null, confirmationMessage, iconName, iconVariant, isHighlighted)
#pragma warning disable CS0618 // The obsolete value is handed on for those who still set it.
        => Parameter = parameter;
#pragma warning restore CS0618

    /// <summary>Gets the name of the command.</summary>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>Gets the text that is shown.</summary>
    public string DisplayName { get; } = displayName ?? throw new ArgumentNullException(nameof(displayName));

    /// <summary>Gets the callback that says whether the command can be given.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; } = updateState ?? throw new ArgumentNullException(nameof(updateState));

    /// <summary>Gets the callback that executes the command.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand ?? throw new ArgumentNullException(nameof(executeCommand));

    /// <summary>Gets the description.</summary>
    public string? DisplayDescription { get; } = displayDescription;

    /// <summary>Gets a value that goes with the command.</summary>
    [Obsolete("Use Arguments instead.")]
    public object? Parameter { get; internal init; }

    /// <summary>Gets what the user is asked for before the command is executed.</summary>
    public IReadOnlyList<InteractionInput> Arguments { get; } = arguments ?? [];

    /// <summary>Gets the callback that checks the arguments, once they have what each of them asks for.</summary>
    public Func<InputsDialogValidationContext, Task>? ValidateArguments { get; } = validateArguments;

    /// <summary>Gets the question asked first.</summary>
    public string? ConfirmationMessage { get; } = confirmationMessage;

    /// <summary>Gets the name of the icon.</summary>
    public string? IconName { get; } = iconName;

    /// <summary>Gets the variant of the icon.</summary>
    public IconVariant? IconVariant { get; } = iconVariant;

    /// <summary>Gets whether the command is shown outside the menu.</summary>
    public bool IsHighlighted { get; } = isHighlighted;

    /// <summary>Gets where the command is offered.</summary>
    public ResourceCommandVisibility Visibility { get; } = visibility;

    /// <summary>Gets what is shown while the command runs.</summary>
    public CommandProgressOptions? Progress { get; internal init; }
}
