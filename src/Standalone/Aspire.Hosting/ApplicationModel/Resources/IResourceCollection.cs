using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resources of an application. Names are unique without regard to case.</summary>
public interface IResourceCollection : IList<IResource>
{
    /// <summary>Looks up a resource by its name.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="resource">The resource of that name.</param>
    /// <returns>Whether there is such a resource.</returns>
    bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource)
    {
        ArgumentNullException.ThrowIfNull(name);

        resource = this.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase));
        return resource is not null;
    }
}
