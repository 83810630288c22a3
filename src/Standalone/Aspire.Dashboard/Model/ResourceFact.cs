namespace Aspire.Dashboard.Model;

/// <summary>A name with a value: an environment variable or a property.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value as text.</param>
/// <param name="IsSecret">Whether the value is masked until it is asked for.</param>
public sealed record ResourceFact(string Name, string? Value, bool IsSecret = false);
