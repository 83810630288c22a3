namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that lives inside another resource, for example a database on a server.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>Gets the parent.</summary>
    IResource Parent { get; }
}
