namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that can listen on endpoints.</summary>
public interface IResourceWithEndpoints : IResource;
