namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that runs code: a project, an executable or a container.</summary>
public interface IComputeResource : IResource;
