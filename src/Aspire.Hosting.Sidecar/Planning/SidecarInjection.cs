using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// A sidecar to be attached to every main that matches, once the model is complete.
/// </summary>
internal sealed class SidecarInjection(string name, Func<IResource, bool> where, Action<IResource> attach)
{
    public string Name { get; } = name;

    /// <summary>
    /// Attaches to each resource that can be a main, is no sidecar, has not opted out and has no sidecar of that name.
    /// </summary>
    public void Apply(IEnumerable<IResource> resources)
    {
        foreach (var main in resources.Where(CanBeMain).Where(where).ToArray())
        {
            try
            {
                attach(main);
            }
            catch (InvalidOperationException exception)
            {
                throw new DistributedApplicationException(SidecarDiagnostics.InjectionFailed(Name, main.Name, exception.Message), exception);
            }
        }
    }

    private bool CanBeMain(IResource resource) =>
        resource is IComputeResource and IResourceWithEnvironment and IResourceWithWaitSupport
        && !resource.HasAnnotationOfType<SidecarMainAnnotation>()
        && !resource.Annotations.OfType<SidecarOptOutAnnotation>().Any(optOut => IsThis(optOut.Name))
        && !resource.GetPodMembers().Any(member => IsThis(member.Name));

    private bool IsThis(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
