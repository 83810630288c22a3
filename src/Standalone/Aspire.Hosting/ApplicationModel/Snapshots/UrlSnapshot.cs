using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A URL of a resource.</summary>
/// <param name="Name">The name of the endpoint it belongs to.</param>
/// <param name="Url">The URL.</param>
/// <param name="IsInternal">Whether it is shown only in the details.</param>
[DebuggerDisplay("{Url,nq}")]
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    /// <summary>Gets how the URL is shown.</summary>
    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();

    /// <summary>Gets whether nothing listens at the URL at the moment.</summary>
    public bool IsInactive { get; init; }
}
