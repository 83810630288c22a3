using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Preparing;
using Aspire.Hosting.Kubernetes.Resources;

namespace Aspire.Hosting.Kubernetes;

/// <summary>
/// A resource as the objects of a Helm chart.
/// </summary>
/// <param name="name">The resource name.</param>
/// <param name="resource">The resource that is published.</param>
/// <param name="kubernetesEnvironmentResource">The environment.</param>
public class KubernetesResource(string name, IResource resource, KubernetesEnvironmentResource kubernetesEnvironmentResource)
    : Resource(name), IResourceWithParent<KubernetesEnvironmentResource>
{
    /// <summary>Gets the environment.</summary>
    public KubernetesEnvironmentResource Parent { get; } = kubernetesEnvironmentResource;

    /// <summary>Gets or sets what runs its pods.</summary>
    public Workload? Workload { get; set; }

    /// <summary>Gets or sets its variables.</summary>
    public ConfigMap? ConfigMap { get; set; }

    /// <summary>Gets or sets its variables that are to be kept.</summary>
    public Secret? Secret { get; set; }

    /// <summary>Gets or sets the name under which it is reached.</summary>
    public Service? Service { get; set; }

    /// <summary>Gets what else is written beside it.</summary>
    public List<BaseKubernetesResource> AdditionalResources { get; } = [];

    internal IResource Target { get; } = resource;

    internal Dictionary<string, WorkloadEndpoint> Endpoints { get; } = [];

    internal ChartValues Values { get; } = new();

    internal List<string> Arguments { get; } = [];

    internal List<ContainerMountAnnotation> Mounts { get; } = [];

    internal List<PersistentVolumeClaim> Claims { get; } = [];

    internal Dictionary<string, string> Labels { get; } = new()
    {
        ["app.kubernetes.io/name"] = "{{ .Chart.Name }}",
        ["app.kubernetes.io/component"] = resource.Name,
        ["app.kubernetes.io/instance"] = "{{ .Release.Name }}",
    };

    internal IEnumerable<BaseKubernetesResource> Objects()
    {
        foreach (var additional in AdditionalResources)
        {
            foreach (var (label, value) in Labels)
            {
                additional.Metadata.Labels.TryAdd(label, value);
            }
        }

        return new BaseKubernetesResource?[] { Workload, ConfigMap, Secret, Service }.OfType<BaseKubernetesResource>().Concat(Claims).Concat(AdditionalResources);
    }
}
