namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says whether endpoints of a resource may have a proxy in front.</summary>
public sealed class ProxySupportAnnotation : IResourceAnnotation
{
    /// <summary>Gets or sets whether they may.</summary>
    public bool ProxyEnabled { get; set; }
}
