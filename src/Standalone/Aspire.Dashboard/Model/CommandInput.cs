namespace Aspire.Dashboard.Model;

/// <summary>Something a command needs to know.</summary>
/// <param name="Name">The name under which the command gets the value.</param>
/// <param name="Label">The text that is shown.</param>
/// <param name="Kind">What values look like.</param>
/// <param name="IsRequired">Whether it must have a value.</param>
/// <param name="Value">The value to start with.</param>
/// <param name="Choices">What there is to choose from.</param>
public sealed record CommandInput(
    string Name,
    string Label,
    CommandInputKind Kind,
    bool IsRequired,
    string? Value,
    IReadOnlyList<CommandChoice> Choices)
{
    /// <summary>What the value is for.</summary>
    public string? Description { get; init; }

    /// <summary>Shown in an empty field.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The longest value, in characters.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether the value can only be looked at.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Whether another value than the choices can be given.</summary>
    public bool AllowsOther { get; init; }
}
