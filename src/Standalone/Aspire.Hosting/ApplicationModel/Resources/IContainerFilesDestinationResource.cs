namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource whose image can take in files of another resource's image.</summary>
public interface IContainerFilesDestinationResource : IResource;
