namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that neither starts nor stops, for example a parameter. Nothing waits for it.</summary>
public interface IResourceWithoutLifetime : IResource;
