using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A fact about a resource.</summary>
/// <param name="Name">The name of the fact.</param>
/// <param name="Value">The value.</param>
[DebuggerDisplay("{Name,nq} = {Value}")]
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Gets the name that is shown.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Gets whether the value is masked.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Gets whether the fact stands out.</summary>
    public bool IsHighlighted { get; init; }

    /// <summary>Gets the position among the facts.</summary>
    public int? SortOrder { get; init; }
}
