namespace Aspire.Hosting.ApplicationModel;

/// <summary>A named part of the application model, described by its annotations.</summary>
public interface IResource
{
    /// <summary>Gets the name of the resource, unique in the model without regard to case.</summary>
    string Name { get; }

    /// <summary>Gets the annotations that describe the resource, in the order in which they were added.</summary>
    ResourceAnnotationCollection Annotations { get; }
}
