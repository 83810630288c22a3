using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command of a resource and its state.</summary>
/// <param name="Name">The name of the command.</param>
/// <param name="State">Whether it can be given.</param>
/// <param name="DisplayName">The text that is shown.</param>
/// <param name="DisplayDescription">The description.</param>
/// <param name="Parameter">A value that goes with the command.</param>
/// <param name="ConfirmationMessage">The question asked first.</param>
/// <param name="IconName">The name of the icon.</param>
/// <param name="IconVariant">The variant of the icon.</param>
/// <param name="IsHighlighted">Whether it is shown outside the menu.</param>
[DebuggerDisplay("{Name,nq}, {State}")]
public sealed record ResourceCommandSnapshot(
    string Name,
    ResourceCommandState State,
    string DisplayName,
    string? DisplayDescription,
    object? Parameter,
    string? ConfirmationMessage,
    string? IconName,
    IconVariant? IconVariant,
    bool IsHighlighted)
{
    /// <summary>Gets what the user is asked for before the command is executed.</summary>
    /// <value>Nothing unless set.</value>
    public IReadOnlyList<InteractionInput> Arguments { get; init; } = [];

    /// <summary>Gets where the command is offered.</summary>
    /// <value>Everywhere unless set.</value>
    public ResourceCommandVisibility Visibility { get; init; } = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api;
}
