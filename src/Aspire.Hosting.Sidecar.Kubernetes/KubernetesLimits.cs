using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Publishing;

namespace Aspire.Hosting.Sidecar.Kubernetes;

/// <summary>
/// What containers may use.
/// </summary>
internal static class KubernetesLimits
{
    private static readonly string[] Units = ["", "Ki", "Mi", "Gi"];

    public static void Set(IResource resource, KubernetesResource objects)
    {
        if (objects.Workload?.PodTemplate.Spec.Containers is not [var container, ..] || Of(resource) is not { Cpus: not null } and not { Memory: not null })
        {
            return;
        }

        var limits = Of(resource);
        container.Resources ??= new();
        if (limits.Cpus is { } cpus)
        {
            container.Resources.Limits["cpu"] = Cpus(cpus);
        }

        if (limits.Memory is { } memory)
        {
            container.Resources.Limits["memory"] = Size(memory);
        }
    }

    public static void Check(IResource resource, PublishReport report)
    {
        if (Of(resource).Processes is not null)
        {
            report.Warn(PublishDiagnostics.NotExpressible(resource.Name, "the process limit", KubernetesTarget.Name, "Set podPidsLimit of the kubelet, which holds for all pods of a node."));
        }
    }

    /// <summary>https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/.</summary>
    public static string Size(long bytes)
    {
        var unit = 0;
        for (; bytes % 1024 == 0 && unit < Units.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes}{Units[unit]}");
    }

    /// <summary>Limits are counted in thousandths of a processor, as Kubernetes does; their binary form may lie a little beside them.</summary>
    private static string Cpus(double cpus) => cpus % 1 == 0
        ? cpus.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(cpus * 1000)}m");

    private static ResourceLimitsAnnotation Of(IResource resource) => resource.Annotations.OfType<ResourceLimitsAnnotation>().Last();
}
