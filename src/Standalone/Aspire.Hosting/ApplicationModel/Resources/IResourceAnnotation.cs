namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a piece of metadata that can be attached to a resource.</summary>
public interface IResourceAnnotation;
