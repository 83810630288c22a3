namespace Aspire.Dashboard.Model;

/// <summary>How a command ended.</summary>
/// <param name="Succeeded">Whether it did what it was told.</param>
/// <param name="WasCancelled">Whether it was given up.</param>
/// <param name="Message">What to tell the user.</param>
public sealed record CommandOutcome(bool Succeeded, bool WasCancelled, string? Message)
{
    /// <summary>What is wrong with the inputs, by name, when the command refused them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> InputErrors { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
