using System.Globalization;
using System.Text.RegularExpressions;
using k8s.Models;

namespace Aspire.Hosting.Sidecar.Kubernetes.Tests.Charts;

/// <summary>
/// What an API server refuses: https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go.
/// </summary>
internal static partial class ServerChecks
{
    public static void Accept(RenderedChart chart)
    {
        chart.Objects.Should().OnlyHaveUniqueItems(item => $"{item.Kind}/{item.Metadata.Name}");
        chart.Objects.Where(item => !SubDomain().IsMatch(item.Metadata.Name) || item.Metadata.Name.Length > 253).Should().BeEmpty();
        (V1PodTemplateSpec Template, V1LabelSelector Selector)[] pods =
        [
            .. chart.All<V1Deployment>().Select(item => (item.Spec.Template, item.Spec.Selector)),
            .. chart.All<V1StatefulSet>().Select(item => (item.Spec.Template, item.Spec.Selector)),
        ];
        foreach (var (template, selector) in pods)
        {
            template.Metadata.Labels.Should().Contain(selector.MatchLabels);
            AcceptPod(template.Spec, chart);
        }

        foreach (var service in chart.All<V1Service>())
        {
            AcceptService(service, [.. pods.Select(pod => pod.Template)]);
        }
    }

    private static void AcceptService(V1Service service, V1PodTemplateSpec[] pods)
    {
        Label().IsMatch(service.Metadata.Name).Should().BeTrue();
        service.Spec.Ports.Should().OnlyHaveUniqueItems(port => port.Name);
        service.Spec.Ports.Where(port => !Label().IsMatch(port.Name) || port.Port is < 1 or > 65535).Should().BeEmpty();
        var target = pods.Should().ContainSingle(pod => service.Spec.Selector.All(label => pod.Metadata.Labels[label.Key] == label.Value), "{0} must lead to a pod", service.Metadata.Name).Subject;
        var listening = Containers(target.Spec).SelectMany(container => container.Ports ?? []).Select(port => port.ContainerPort.ToString(CultureInfo.InvariantCulture));
        service.Spec.Ports.Select(port => port.TargetPort.Value).Except(listening).Should().BeEmpty();
    }

    private static IEnumerable<V1Container> Containers(V1PodSpec pod) => (pod.InitContainers ?? []).Concat(pod.Containers);

    private static void AcceptPod(V1PodSpec pod, RenderedChart chart)
    {
        var containers = Containers(pod).ToArray();
        containers.Should().OnlyHaveUniqueItems(container => container.Name);
        containers.Where(container => !Label().IsMatch(container.Name) || string.IsNullOrEmpty(container.Image)).Should().BeEmpty();
        pod.Containers.Where(container => container.RestartPolicy is not null).Should().BeEmpty();
        (pod.InitContainers ?? []).Where(container => container.RestartPolicy is not (null or "Always")).Should().BeEmpty();
        (pod.InitContainers ?? []).Where(container => container.RestartPolicy is null && Probes(container).Any()).Should().BeEmpty();
        AcceptPorts([.. containers.SelectMany(container => container.Ports ?? [])]);
        AcceptVolumes(pod, containers, chart);
        foreach (var container in containers)
        {
            AcceptVariables(container, chart);
            Probes(container).Where(probe => probe.HttpGet.Scheme is not ("HTTP" or "HTTPS")).Should().BeEmpty();
            new[] { container.LivenessProbe?.SuccessThreshold, container.StartupProbe?.SuccessThreshold }.Where(threshold => threshold is not (null or 1)).Should().BeEmpty();
        }
    }

    private static void AcceptPorts(V1ContainerPort[] ports)
    {
        ports.Where(port => port.Name is not null).Should().OnlyHaveUniqueItems(port => port.Name);
        ports.Where(port => port.Name is not null && !PortName().IsMatch(port.Name)).Should().BeEmpty();
        ports.Should().OnlyHaveUniqueItems(port => $"{port.ContainerPort}/{port.Protocol}");
    }

    private static void AcceptVolumes(V1PodSpec pod, V1Container[] containers, RenderedChart chart)
    {
        var volumes = pod.Volumes ?? [];
        volumes.Should().OnlyHaveUniqueItems(volume => volume.Name);
        volumes.Where(volume => !Label().IsMatch(volume.Name)).Should().BeEmpty();
        foreach (var mounts in containers.Select(container => container.VolumeMounts ?? []))
        {
            mounts.Should().OnlyHaveUniqueItems(mount => mount.MountPath);
            mounts.Select(mount => mount.Name).Except(volumes.Select(volume => volume.Name)).Should().BeEmpty();
        }

        volumes.Select(volume => volume.PersistentVolumeClaim?.ClaimName).OfType<string>().Except(chart.All<V1PersistentVolumeClaim>().Select(claim => claim.Metadata.Name)).Should().BeEmpty();
    }

    private static void AcceptVariables(V1Container container, RenderedChart chart)
    {
        var sources = container.EnvFrom ?? [];
        sources.Select(source => source.ConfigMapRef?.Name).OfType<string>().Except(chart.All<V1ConfigMap>().Select(item => item.Metadata.Name)).Should().BeEmpty();
        sources.Select(source => source.SecretRef?.Name).OfType<string>().Except(chart.All<V1Secret>().Select(item => item.Metadata.Name)).Should().BeEmpty();
    }

    private static IEnumerable<V1Probe> Probes(V1Container container) => new[] { container.LivenessProbe, container.ReadinessProbe, container.StartupProbe }.OfType<V1Probe>();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex Label();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")]
    private static partial Regex SubDomain();

    [GeneratedRegex("^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex PortName();
}
