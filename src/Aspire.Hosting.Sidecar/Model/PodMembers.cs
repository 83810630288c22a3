using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Model;

/// <summary>
/// Finds the members of a pod by the annotations on its main.
/// </summary>
internal static class PodMembers
{
    public static IEnumerable<SidecarAnnotation> GetPodMembers(this IResource main) => main.Annotations.OfType<SidecarAnnotation>();
}
