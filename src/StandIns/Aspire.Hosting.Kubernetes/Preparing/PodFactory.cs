#pragma warning disable ASPIREPROBES001 // Probes are what a pod's are made from.

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Resources;

namespace Aspire.Hosting.Kubernetes.Preparing;

/// <summary>
/// Makes the pod of a resource, with its one container.
/// </summary>
internal static class PodFactory
{
    public static PodTemplateSpecV1 Create(KubernetesResource resource)
    {
        var template = new PodTemplateSpecV1();
        template.Metadata.Labels = new(resource.Labels);
        template.Spec.Containers.Add(Container(resource));
        foreach (var mount in resource.Mounts)
        {
            template.Spec.Volumes.Add(Volume(resource, mount.Source!));
        }

        return template;
    }

    /// <summary>Endpoints on one and the same port are one port.</summary>
    public static IEnumerable<WorkloadEndpoint> Distinct(IEnumerable<WorkloadEndpoint> endpoints) => endpoints.DistinctBy(endpoint => (endpoint.Port, endpoint.Protocol));

    private static ContainerV1 Container(KubernetesResource resource)
    {
        var target = resource.Target;
        var container = new ContainerV1 { Name = target.Name, Image = Image(resource), ImagePullPolicy = resource.Parent.DefaultImagePullPolicy };
        if (target is ContainerResource { Entrypoint: { } entrypoint })
        {
            container.Command.Add(entrypoint);
        }

        container.Args.AddRange(resource.Arguments);
        if (resource.Values.Config.Count > 0)
        {
            container.EnvFrom.Add(new() { ConfigMapRef = new() { Name = ObjectNames.ConfigMap(target) } });
        }

        if (resource.Values.Secrets.Count > 0)
        {
            container.EnvFrom.Add(new() { SecretRef = new() { Name = ObjectNames.Secret(target) } });
        }

        container.Ports.AddRange(Distinct(resource.Endpoints.Values).Select(endpoint =>
            new ContainerPortV1 { Name = endpoint.Name, Protocol = endpoint.Protocol, ContainerPort = new(endpoint.Port.Alone) }));
        container.VolumeMounts.AddRange(resource.Mounts.Select(mount =>
            new VolumeMountV1 { Name = mount.Source!, MountPath = mount.Target, ReadOnly = mount.IsReadOnly ? true : null }));
        AddProbes(resource, container);
        return container;
    }

    private static string Image(KubernetesResource resource)
    {
        var target = resource.Target;
        if (target is not ProjectResource && !target.HasAnnotationOfType<DockerfileBuildAnnotation>() && target.TryGetContainerImageName(out var image))
        {
            return image;
        }

        var key = $"{ChartValues.Key(target.Name)}_image";
        var template = $"{{{{ {ChartValues.Path(ChartValues.ParametersSection, target.Name, key)} }}}}";
        resource.Values.Parameters[key] = new(key, template, $"{target.Name}:latest");
        return template;
    }

    private static void AddProbes(KubernetesResource resource, ContainerV1 container)
    {
        foreach (var annotation in resource.Target.Annotations.OfType<EndpointProbeAnnotation>())
        {
            if (!resource.Endpoints.TryGetValue(annotation.EndpointReference.EndpointName, out var endpoint))
            {
                continue;
            }

            var probe = new ProbeV1
            {
                FailureThreshold = annotation.FailureThreshold,
                SuccessThreshold = annotation.SuccessThreshold,
                InitialDelaySeconds = annotation.InitialDelaySeconds,
                PeriodSeconds = annotation.PeriodSeconds,
                TimeoutSeconds = annotation.TimeoutSeconds,
                HttpGet = new() { Scheme = endpoint.Scheme, Path = annotation.Path, Port = new(endpoint.Read(EndpointProperty.TargetPort, isPart: false)) },
            };
            Set(container, annotation.Type, probe);
        }
    }

    private static void Set(ContainerV1 container, ProbeType type, ProbeV1 probe)
    {
        switch (type)
        {
            case ProbeType.Startup:
                container.StartupProbe = probe;
                break;
            case ProbeType.Readiness:
                container.ReadinessProbe = probe;
                break;
            case ProbeType.Liveness:
                container.LivenessProbe = probe;
                break;
        }
    }

    private static VolumeV1 Volume(KubernetesResource resource, string name) => resource.Parent.DefaultStorageType.ToLowerInvariant() switch
    {
        "emptydir" => new() { Name = name, EmptyDir = new() },
        "pvc" => new() { Name = name, PersistentVolumeClaim = new() { ClaimName = Claim(resource, name) } },
        _ => throw new InvalidOperationException($"Unsupported storage type: {resource.Parent.DefaultStorageType}"),
    };

    private static string Claim(KubernetesResource resource, string volume)
    {
        var name = ObjectNames.Claim(resource.Target, volume);
        if (resource.Claims.All(claim => claim.Metadata.Name != name))
        {
            var claim = new PersistentVolumeClaim { Metadata = new() { Name = name, Labels = new(resource.Labels) } };
            claim.Spec.AccessModes.Add(resource.Parent.DefaultStorageReadWritePolicy);
            claim.Spec.Resources.Requests["storage"] = resource.Parent.DefaultStorageSize;
            if (resource.Parent.DefaultStorageClassName is { Length: > 0 } storageClass)
            {
                claim.Spec.StorageClassName = storageClass;
            }

            resource.Claims.Add(claim);
        }

        return name;
    }
}
