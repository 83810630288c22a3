using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The base class of resources.</summary>
[DebuggerDisplay("{GetType().Name,nq} '{Name,nq}', {Annotations.Count} annotations")]
public abstract class Resource : IResource
{
    /// <summary>Initializes a resource.</summary>
    /// <param name="name">The name of the resource; not empty. Its characters are checked when it is added to a model.</param>
    protected Resource(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);

        Name = name;
    }

    /// <inheritdoc />
    public virtual string Name { get; }

    /// <inheritdoc />
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
