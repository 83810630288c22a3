using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>What a callback that writes a resource to a manifest works with.</summary>
/// <param name="executionContext">The execution context of the application.</param>
/// <param name="manifestPath">The path of the manifest.</param>
/// <param name="writer">Writes the manifest.</param>
/// <param name="cancellationToken">Ends the callback.</param>
public sealed class ManifestPublishingContext(DistributedApplicationExecutionContext executionContext, string manifestPath, Utf8JsonWriter writer, CancellationToken cancellationToken = default)
{
    /// <summary>Gets the execution context of the application.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>Gets the path of the manifest.</summary>
    public string ManifestPath { get; } = manifestPath;

    /// <summary>Gets the writer of the manifest.</summary>
    public Utf8JsonWriter Writer { get; } = writer;

    /// <summary>Gets the token that ends the callback.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
