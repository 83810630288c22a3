using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// Hands the pods of an application to the targets of their environments, before these read the model.
/// </summary>
internal static class PodPublishing
{
    /// <summary>
    /// Makes the model ready for the planner.
    /// </summary>
    public static void Prepare(DistributedApplicationModel model) => PublishedMembers.Find(model);

    /// <exception cref="DistributedApplicationException">Something cannot be published; the message has all that cannot.</exception>
    public static void Publish(DistributedApplicationModel model, ImmutableArray<PodPlan> plans, IServiceProvider services)
    {
        var report = services.GetRequiredService<PublishReport>();
        var environments = model.Resources.OfType<IComputeEnvironmentResource>().ToArray();
        ImmutableArray<PodPlan> pods = [.. PublishedMembers.WithoutExcluded(plans)];
        foreach (var pod in pods)
        {
            PublishedMembers.Check(pod, report);
            Bind(pod, environments, report);
        }

        foreach (var environment in environments)
        {
            Apply(environment, new(environment, model, [.. model.Resources.Where(IsPublishedHere)], [.. pods.Where(pod => IsPublishedHere(pod.Main.Resource))], services, report));

            bool IsPublishedHere(IResource resource) => resource is IComputeResource && !resource.IsExcludedFromPublish() && EnvironmentOf(resource, environments) == environment;
        }

        report.ThrowIfInvalid();
    }

    /// <summary>An environment that is alone has all resources; Aspire says so to them only later.</summary>
    private static IComputeEnvironmentResource? EnvironmentOf(IResource resource, IComputeEnvironmentResource[] environments) =>
        resource.GetComputeEnvironment() ?? (environments is [var only] ? only : null);

    /// <summary>
    /// Members are published where their main is.
    /// </summary>
    private static void Bind(PodPlan pod, IComputeEnvironmentResource[] environments, PublishReport report)
    {
        if (environments.Length == 0)
        {
            report.Warn(PublishDiagnostics.NoEnvironment(pod.Main.Name));
        }
        else if (pod.Main.Resource.GetComputeEnvironment() is { } environment)
        {
            foreach (var member in pod.Members)
            {
                if (member.Resource.GetComputeEnvironment() is { } other && other != environment)
                {
                    report.Error(PublishDiagnostics.OtherEnvironment(pod.Main.Name, environment.Name, member.Resource.Name, other.Name));
                }
                else if (member.Resource is IComputeResource resource)
                {
                    new ModelResourceBuilder<IComputeResource>(resource).WithComputeEnvironment(new ModelResourceBuilder<IComputeEnvironmentResource>(environment));
                }
            }
        }
    }

    private static void Apply(IComputeEnvironmentResource environment, PodPublication publication)
    {
        var package = PodTargets.PackageFor(environment);
        if (package is not null && PodTargets.Find(package) is { } target)
        {
            target.Apply(publication);
        }
        else if (package is not null)
        {
            RefuseWithout(package, environment, publication);
        }
        else
        {
            RefuseIn(environment, publication);
        }
    }

    private static void RefuseWithout(string package, IComputeEnvironmentResource environment, PodPublication publication)
    {
        if (publication.Pods is [var pod, ..])
        {
            publication.Report.Error(PublishDiagnostics.PackageMissing(environment.Name, package, $"the pod of '{pod.Main.Name}'"));
        }
        else if (Limited(publication).FirstOrDefault() is { } limited)
        {
            publication.Report.Error(PublishDiagnostics.PackageMissing(environment.Name, package, $"the resource limits of '{limited.Name}'"));
        }
    }

    private static void RefuseIn(IComputeEnvironmentResource environment, PodPublication publication)
    {
        if (publication.Pods is [var pod, ..])
        {
            publication.Report.Error(PublishDiagnostics.UnknownEnvironment(environment.Name, environment.GetType().Name, pod.Main.Name));
        }

        foreach (var limited in Limited(publication))
        {
            publication.Report.Warn(PublishDiagnostics.NotExpressible(
                limited.Name, "the resource limits", $"The environment '{environment.Name}'", "Set them by the means of that environment, or publish to Docker Compose or Kubernetes."));
        }
    }

    private static IEnumerable<IResource> Limited(PodPublication publication) => publication.Resources.Where(resource => resource.HasAnnotationOfType<ResourceLimitsAnnotation>());
}
