using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Resources;

namespace Aspire.Hosting.Kubernetes.Preparing;

/// <summary>
/// Makes the objects of a chart from what was read of a resource.
/// </summary>
internal static class ObjectFactory
{
    /// <summary>A number that is to be a number only within a template becomes text where variables are.</summary>
    private const string NumberEnd = " | int }}";

    public static void Create(KubernetesResource resource)
    {
        var target = resource.Target;
        resource.Workload = target is IResourceWithConnectionString ? StatefulSet(resource) : Deployment(resource);
        if (resource.Values.Config.Count > 0)
        {
            resource.ConfigMap = new() { Metadata = Metadata(ObjectNames.ConfigMap(target), resource) };
            AddVariables(resource.ConfigMap.Data, resource.Values.Config);
        }

        if (resource.Values.Secrets.Count > 0)
        {
            resource.Secret = new() { Metadata = Metadata(ObjectNames.Secret(target), resource) };
            AddVariables(resource.Secret.StringData, resource.Values.Secrets);
        }

        if (resource.Endpoints.Count > 0)
        {
            resource.Service = Service(resource);
        }
    }

    private static Deployment Deployment(KubernetesResource resource) => new()
    {
        Metadata = Metadata(ObjectNames.Deployment(resource.Target), resource),
        Spec = new()
        {
            Template = PodFactory.Create(resource),
            Selector = new(Labels(resource)),
            Replicas = resource.Target.GetReplicaCount(),
            Strategy = new() { RollingUpdate = new() { MaxSurge = 1, MaxUnavailable = 1 } },
        },
    };

    private static StatefulSet StatefulSet(KubernetesResource resource) => new()
    {
        Metadata = Metadata(ObjectNames.StatefulSet(resource.Target), resource),
        Spec = new() { Template = PodFactory.Create(resource), Selector = new(Labels(resource)), Replicas = resource.Target.GetReplicaCount() },
    };

    private static Service Service(KubernetesResource resource)
    {
        var service = new Service
        {
            Metadata = Metadata(ObjectNames.Service(resource.Target), resource),
            Spec = new() { Selector = Labels(resource) },
        };
        foreach (var endpoint in PodFactory.Distinct(resource.Endpoints.Values))
        {
            service.Spec.Ports.Add(new()
            {
                Name = endpoint.Name,
                Protocol = endpoint.Protocol,
                Port = new((endpoint.ServicePort ?? endpoint.Port).Alone),
                TargetPort = new(endpoint.Port.Alone),
            });
        }

        return service;
    }

    private static void AddVariables(Dictionary<string, string> variables, Dictionary<string, ChartValue> values)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in values.Where(value => names.Add(value.Key)))
        {
            variables[name] = value.Template.EndsWith(NumberEnd, StringComparison.Ordinal) ? value.Template.Replace(NumberEnd, " | int | toString }}") : value.Template;
        }
    }

    private static ObjectMetaV1 Metadata(string name, KubernetesResource resource) => new() { Name = name, Labels = Labels(resource) };

    /// <summary>One set for each object: what is one object in memory would be one in the file, with an anchor.</summary>
    private static Dictionary<string, string> Labels(KubernetesResource resource) => new(resource.Labels);
}
