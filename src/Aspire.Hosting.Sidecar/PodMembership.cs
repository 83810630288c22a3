using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting.Sidecar;

/// <summary>
/// Attaches a resource to a main: checks the call, then leaves one annotation on each of the two.
/// </summary>
internal static class PodMembership
{
    /// <summary>The type that the dashboard shows for every sidecar, whatever kind of resource it is.</summary>
    private const string SidecarType = "Sidecar";
    private const string InitContainerType = "InitContainer";

    /// <summary>Short names that would collide with SIDECAR_NAME, SIDECAR_MAIN_* and SIDECAR_VOLUME_*.</summary>
    private static readonly string[] ReservedNames = ["main", "name", "volume"];

    public static string ResourceName(IResource main, string name) => $"{main.Name}-{name}";

    /// <summary>
    /// Checks what can be checked before the sidecar's resource exists, so that a refused call leaves nothing behind.
    /// </summary>
    /// <exception cref="ArgumentException">The name is reserved or taken in this pod, or the main is itself a sidecar.</exception>
    public static void CheckMain(IResource main, string name, string parameterName)
    {
        if (ReservedNames.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException(SidecarDiagnostics.ReservedName(main.Name, name), parameterName);
        }

        if (main.Annotations.OfType<SidecarMainAnnotation>().FirstOrDefault() is { } own)
        {
            throw new ArgumentException(SidecarDiagnostics.SidecarOfSidecar(main.Name, own.Main.Name, name), parameterName);
        }

        if (main.GetPodMembers().FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase)) is { } taken)
        {
            throw new ArgumentException(SidecarDiagnostics.DuplicateName(main.Name, name, taken.Resource.Name), parameterName);
        }
    }

    /// <summary>
    /// Attaches <paramref name="sidecar"/> to the main of <paramref name="main"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The sidecar is the main, has a main already, or has sidecars itself.</exception>
    public static void Attach<TMain, TSidecar>(
        IResourceBuilder<TMain> main, string name, IResourceBuilder<TSidecar> sidecar, bool isInitContainer, string parameterName)
        where TMain : class, IResource
        where TSidecar : class, IResource
    {
        if (ReferenceEquals(main.Resource, sidecar.Resource))
        {
            throw new ArgumentException(SidecarDiagnostics.OwnSidecar(main.Resource.Name), parameterName);
        }

        CheckMain(main.Resource, name, parameterName);

        if (sidecar.Resource.Annotations.OfType<SidecarMainAnnotation>().FirstOrDefault() is { } attached)
        {
            throw new ArgumentException(
                SidecarDiagnostics.AttachedTwice(sidecar.Resource.Name, attached.Main.Name, main.Resource.Name), parameterName);
        }

        if (sidecar.Resource.GetPodMembers().FirstOrDefault() is { } nested)
        {
            throw new ArgumentException(
                SidecarDiagnostics.SidecarOfSidecar(sidecar.Resource.Name, main.Resource.Name, nested.Name), parameterName);
        }

        SidecarServices.Add(main.ApplicationBuilder);
        main.WithAnnotation(new SidecarAnnotation(name, sidecar.Resource, isInitContainer));
        sidecar.WithAnnotation(new SidecarMainAnnotation(name, main.Resource))
            .WithAnnotation(InitialSnapshot(sidecar.Resource, main.Resource, name, isInitContainer), ResourceAnnotationMutationBehavior.Replace)
            .WithParentRelationship(main.Resource);
    }

    private static ResourceSnapshotAnnotation InitialSnapshot(IResource sidecar, IResource main, string name, bool isInitContainer)
    {
        var type = isInitContainer ? InitContainerType : SidecarType;
        var properties = SidecarProperties.Identity(name, main.Name);
        var known = sidecar.Annotations.OfType<ResourceSnapshotAnnotation>().LastOrDefault()?.InitialSnapshot;
        return new(known is null
            ? new CustomResourceSnapshot { ResourceType = type, Properties = properties }
            : known with { ResourceType = type, Properties = [.. known.Properties, .. properties] });
    }
}
