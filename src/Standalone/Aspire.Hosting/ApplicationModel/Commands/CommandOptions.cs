namespace Aspire.Hosting.ApplicationModel;

/// <summary>Optional settings of a command.</summary>
public class CommandOptions
{
    /// <summary>Gets or sets the description.</summary>
    public string? Description { get; set; }

    /// <summary>Gets or sets a value that goes with the command.</summary>
    [Obsolete("Use Arguments instead.")]
    public object? Parameter { get; set; }

    /// <summary>Gets or sets what the user is asked for before the command is executed.</summary>
    /// <value>Nothing unless set.</value>
    public IReadOnlyList<InteractionInput> Arguments { get; set; } = [];

    /// <summary>Gets or sets the callback that checks the arguments, once they have what each of them asks for.</summary>
    public Func<InputsDialogValidationContext, Task>? ValidateArguments { get; set; }

    /// <summary>Gets or sets where the command is offered.</summary>
    /// <value>Everywhere unless set.</value>
    public ResourceCommandVisibility Visibility { get; set; } = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api;

    /// <summary>Gets or sets the question asked first.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>Gets or sets the name of the icon.</summary>
    public string? IconName { get; set; }

    /// <summary>Gets or sets the variant of the icon.</summary>
    public IconVariant? IconVariant { get; set; }

    /// <summary>Gets or sets whether the command is shown outside the menu.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Gets or sets the callback that says whether the command can be given.</summary>
    /// <value>Always unless set.</value>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }

    /// <summary>Gets or sets what is shown while the command runs.</summary>
    public CommandProgressOptions? Progress { get; set; }
}
