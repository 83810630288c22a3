using System.Collections;
using System.Globalization;
using Aspire.Hosting.Kubernetes.Resources;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Publishing;

namespace Aspire.Hosting.Sidecar.Kubernetes;

/// <summary>
/// What containers of one pod have to observe.
/// </summary>
internal static class PodContainers
{
    /// <summary>https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports: an IANA_SVC_NAME.</summary>
    private const int MaxPortName = 15;

    /// <summary>As long as a sidecar that starts before the main may take to be ready.</summary>
    private const int PatienceInSeconds = 300;

    private static readonly string[] Carried = [nameof(PodSpecV1.Containers), nameof(PodSpecV1.InitContainers), nameof(PodSpecV1.Volumes)];

    /// <summary>
    /// Takes away names of ports, which are unique in a pod and short but nowhere needed, and writes the schemes of probes as the API server wants them
    /// (until Aspire does: https://github.com/microsoft/aspire/issues/18271).
    /// </summary>
    public static void Clean(ContainerV1 container, bool keepPortNames)
    {
        foreach (var port in container.Ports.Where(port => !keepPortNames || !IsPortName(port.Name)))
        {
            port.Name = null!;
        }

        foreach (var request in new[] { container.LivenessProbe, container.ReadinessProbe, container.StartupProbe }.Select(probe => probe?.HttpGet))
        {
            if (request?.Scheme is { } scheme)
            {
                request.Scheme = scheme.ToUpperInvariant();
            }
        }
    }

    /// <summary>Names of a Service's ports are DNS labels, those of endpoints may have capital letters.</summary>
    public static void Clean(Service service)
    {
        foreach (var port in service.Spec.Ports.Where(port => port.Name is not null))
        {
            port.Name = port.Name.ToLowerInvariant();
        }
    }

    /// <summary>Takes away the probes, which a container that runs to completion must not have; returns whether there were any.</summary>
    public static bool RemoveProbes(ContainerV1 container)
    {
        var had = container.LivenessProbe is not null || container.ReadinessProbe is not null || container.StartupProbe is not null;
        (container.LivenessProbe, container.ReadinessProbe, container.StartupProbe) = (null, null, null);
        return had;
    }

    /// <summary>
    /// The readiness probe as a startup probe: the next container starts when it succeeds. It is another object, because what is one object in memory would be one in the file,
    /// with an anchor; and it is patient, because a startup probe that fails ends the container.
    /// </summary>
    public static ProbeV1? PatientCopy(ProbeV1? probe) => Copy(probe, Math.Max(probe?.FailureThreshold ?? 1, PatienceInSeconds / Period(probe)));

    /// <summary>The readiness probe as a liveness probe, which ends a container that has failed it for that time.</summary>
    public static ProbeV1? LivenessOf(ProbeV1? probe, TimeSpan time) => Copy(probe, Math.Max(1, (int)Math.Ceiling(time.TotalSeconds / Period(probe))));

    private static int Period(ProbeV1? probe) => Math.Max(1, probe?.PeriodSeconds ?? 1);

    private static ProbeV1? Copy(ProbeV1? probe, int failures) => probe is null ? null : new()
    {
        FailureThreshold = failures,
        SuccessThreshold = 1,
        InitialDelaySeconds = probe.InitialDelaySeconds,
        PeriodSeconds = probe.PeriodSeconds,
        TimeoutSeconds = probe.TimeoutSeconds,
        HttpGet = probe.HttpGet is { } request ? new() { Scheme = request.Scheme, Path = request.Path, Port = request.Port } : null,
    };

    /// <summary>
    /// What the user has set on the pod that a member would have had belongs to the pod of the main, and only they know whether it does.
    /// </summary>
    public static void WarnOfLostSettings(PodMember member, PodSpecV1 spec, PublishReport report)
    {
        foreach (var property in typeof(PodSpecV1).GetProperties().Where(property => !Carried.Contains(property.Name) && IsSet(property.GetValue(spec))))
        {
            report.Warn(PublishDiagnostics.NotExpressible(
                member.Resource.Name, string.Create(CultureInfo.InvariantCulture, $"{property.Name} of the pod"), KubernetesTarget.Name, "Set it on the pod of the main with PublishAsKubernetesService."));
        }
    }

    private static bool IsSet(object? value) => value switch
    {
        null => false,
        ICollection collection => collection.Count > 0,
        _ => true,
    };

    private static bool IsPortName(string? name) => name is { Length: > 0 and <= MaxPortName } && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
        && name.Any(char.IsAsciiLetterLower);
}
