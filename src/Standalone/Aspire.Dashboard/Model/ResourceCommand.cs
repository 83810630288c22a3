namespace Aspire.Dashboard.Model;

/// <summary>A command of a resource.</summary>
/// <param name="Name">The name by which it is executed.</param>
/// <param name="Text">The text that is shown.</param>
/// <param name="Description">What it does.</param>
/// <param name="IconName">The name of its icon in the Fluent set.</param>
/// <param name="IsFilledIcon">Whether the filled variant of the icon is meant.</param>
/// <param name="IsHighlighted">Whether it has a button of its own.</param>
/// <param name="IsEnabled">Whether it can be given now.</param>
/// <param name="Confirmation">The question asked first.</param>
/// <param name="Inputs">What it needs to know.</param>
public sealed record ResourceCommand(
    string Name,
    string Text,
    string? Description,
    string? IconName,
    bool IsFilledIcon,
    bool IsHighlighted,
    bool IsEnabled,
    string? Confirmation,
    IReadOnlyList<CommandInput> Inputs);
