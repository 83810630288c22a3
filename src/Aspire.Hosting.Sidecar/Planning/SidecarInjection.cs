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
    /// Attaches to each visible resource that can be a main, is no sidecar, has not opted out and has no sidecar of that name.
    /// </summary>
    /// <exception cref="DistributedApplicationException">It cannot be attached to one of them.</exception>
    public void Apply(IEnumerable<IResource> resources)
    {
        var all = resources.ToArray();
        var optedOut = all.Where(OptsOut).ToHashSet();
        var mains = all.Where(resource => CanBeMain(resource) && !optedOut.Contains(resource) && Attempt(resource, () => where(resource))).ToArray();
        foreach (var main in mains)
        {
            Attempt(main, () =>
            {
                attach(main);
                return true;
            });
        }
    }

    public bool IsFor(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whatever a function of the user throws, the message says for which main.</summary>
    private bool Attempt(IResource main, Func<bool> call)
    {
        try
        {
            return call();
        }
        catch (ArgumentException exception) when (exception.Message.StartsWith("ASPIRESIDECAR", StringComparison.Ordinal))
        {
            // It says all there is to say, but was meant for a caller.
            throw new DistributedApplicationException(exception.Message, exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new DistributedApplicationException(
                SidecarDiagnostics.InjectionFailed(Name, main.Name, exception.Message, isRefusedByHost: exception is InvalidOperationException), exception);
        }
    }

    private bool CanBeMain(IResource resource) =>
        resource is IComputeResource and IResourceWithEnvironment and IResourceWithWaitSupport
        && !IsHidden(resource)
        && !resource.HasAnnotationOfType<SidecarMainAnnotation>()
        && !resource.GetPodMembers().Any(member => IsFor(member.Name));

    /// <summary>
    /// Takes the resource's word that it wants none. An opt-out that no injection takes is a mistake.
    /// </summary>
    private bool OptsOut(IResource resource)
    {
        var optOuts = resource.Annotations.OfType<SidecarOptOutAnnotation>().Where(optOut => IsFor(optOut.Name)).ToArray();
        foreach (var optOut in optOuts)
        {
            resource.Annotations.Remove(optOut);
        }

        return optOuts.Length > 0;
    }

    /// <summary>
    /// What is not shown is machinery, such as the rebuilder that Aspire adds for every project. What is hidden once it has completed is no machinery.
    /// </summary>
    private static bool IsHidden(IResource resource) =>
        resource.Annotations.OfType<HiddenAnnotation>().LastOrDefault()?.Behavior == HiddenBehavior.Always
        || resource.Annotations.OfType<ResourceSnapshotAnnotation>().LastOrDefault()?.InitialSnapshot.IsHidden == true;
}
