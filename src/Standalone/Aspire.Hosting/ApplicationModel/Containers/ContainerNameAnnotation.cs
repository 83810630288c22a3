namespace Aspire.Hosting.ApplicationModel;

/// <summary>Fixes the name of a container.</summary>
public sealed class ContainerNameAnnotation : IResourceAnnotation
{
    /// <summary>Gets or sets the name.</summary>
    public required string Name { get; set; }
}
