using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Kubernetes;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Publishing;

[assembly: PodTarget(typeof(KubernetesTarget))]

namespace Aspire.Hosting.Sidecar.Kubernetes;

/// <summary>
/// Publishes pods as Kubernetes pods: the containers of the members move into the workload of the main.
/// </summary>
internal sealed class KubernetesTarget : IPodTarget
{
    public const string Name = "Kubernetes";

    public void Apply(PodPublication publication)
    {
        var environment = (KubernetesEnvironmentResource)publication.Environment;
        publication = publication with { Pods = [.. publication.Pods.Select(InOneNetwork)] };
        foreach (var pod in publication.Pods)
        {
            KubernetesChecks.Check(pod, publication.Report);
            LostSettings.Warn(pod, Name, nameof(KubernetesServiceExtensions.PublishAsKubernetesService), publication.Report);
            PublishedPorts.Assign(pod);
            PodVariables.Add(pod, publication.Services);
            PutMainLast(pod, publication.Model.Resources);
            Assemble(pod, environment, publication.Report);
        }

        foreach (var resource in publication.Resources.Where(resource => resource.HasAnnotationOfType<ResourceLimitsAnnotation>()))
        {
            KubernetesLimits.Check(resource, publication.Report);
            resource.Annotations.Insert(0, new KubernetesServiceCustomizationAnnotation(objects => KubernetesLimits.Set(resource, objects)));
        }

        // Outside of the pod, a sidecar is where its Service is.
        new PodReferences(publication, outsideHost: (_, _) => null).Rewrite();
        foreach (var member in publication.Pods.SelectMany(pod => pod.Members.Prepend(pod.Main)))
        {
            member.Resource.Annotations.Add(new CommandLineArgsCallbackAnnotation(arguments => RefuseParameters(member.Resource, arguments)));
        }
    }

    /// <summary>A parameter that is a whole argument ends Aspire's own publishing, with an exception that names nothing.</summary>
    private static void RefuseParameters(IResource resource, IList<object> arguments)
    {
        var parameters = arguments.Select(argument => argument is ReferenceExpression { Format: "{0}", ValueProviders: [ParameterResource only] } ? only : argument as ParameterResource);
        if (parameters.OfType<ParameterResource>().FirstOrDefault() is { } parameter)
        {
            throw new DistributedApplicationException(PublishDiagnostics.ParameterAsArgument(resource.Name, parameter.Name));
        }
    }

    /// <summary>In a Kubernetes pod all containers share the network, also those that have their own elsewhere.</summary>
    private static PodPlan InOneNetwork(PodPlan pod) => pod with
    {
        Main = pod.Main with { Network = PodNetwork.Pod },
        Members = [.. pod.Members.Select(member => member with { Network = PodNetwork.Pod })],
    };

    /// <summary>The objects of each resource are written before the next is looked at: a main that takes in its members must come after them.</summary>
    private static void PutMainLast(PodPlan pod, IResourceCollection resources)
    {
        var main = pod.Main.Resource;
        var last = pod.Members.Select(member => resources.IndexOf(member.Resource)).DefaultIfEmpty(-1).Max();
        if (last > resources.IndexOf(main))
        {
            resources.Remove(main);
            resources.Insert(last, main);
        }
    }

    private static void Assemble(PodPlan pod, KubernetesEnvironmentResource environment, PublishReport report)
    {
        var assembly = new PodAssembly(pod, environment, report);
        foreach (var member in pod.Members)
        {
            // First what the pod says of the container, then the user's own customizations, and at last it is taken.
            member.Resource.Annotations.Insert(0, new KubernetesServiceCustomizationAnnotation(objects => assembly.Configure(member, objects)));
            member.Resource.Annotations.Add(new KubernetesServiceCustomizationAnnotation(objects => assembly.Take(member, objects)));
        }

        pod.Main.Resource.Annotations.Insert(0, new KubernetesServiceCustomizationAnnotation(assembly.Complete));
    }
}
