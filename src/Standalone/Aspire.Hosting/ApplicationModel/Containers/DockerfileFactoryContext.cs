namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a callback that makes a Dockerfile works with.</summary>
public sealed class DockerfileFactoryContext
{
    /// <summary>Gets the services of the application.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Gets the resource.</summary>
    public required IResource Resource { get; init; }

    /// <summary>Gets the token that ends the callback.</summary>
    public CancellationToken CancellationToken { get; init; }
}
