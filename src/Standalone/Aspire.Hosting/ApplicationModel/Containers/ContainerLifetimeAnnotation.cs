namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says how long a container lives.</summary>
public sealed class ContainerLifetimeAnnotation : IResourceAnnotation
{
    /// <summary>Gets or sets how long.</summary>
    public required ContainerLifetime Lifetime { get; set; }
}
