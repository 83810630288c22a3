using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Sidecar.Docker;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Publishing;

[assembly: PodTarget(typeof(ComposeTarget))]

namespace Aspire.Hosting.Sidecar.Docker;

/// <summary>
/// Publishes pods as service groups: the containers of a pod are services, of which some are in namespaces of the main's.
/// </summary>
internal sealed class ComposeTarget : IPodTarget
{
    public const string Name = "Docker Compose";

    public void Apply(PodPublication publication)
    {
        foreach (var pod in publication.Pods)
        {
            PublishedPorts.Assign(pod);
            PodVariables.Add(pod, publication.Services);
            ComposeWaits.Add(pod);
            ComposeVolumes.Mount(pod, publication.Report);
            ComposeLimits.Warn(pod, publication.Report);
            LostSettings.Warn(pod, Name, nameof(DockerComposeServiceExtensions.PublishAsDockerComposeService), publication.Report);
            foreach (var member in pod.Members.Prepend(pod.Main))
            {
                Customize(member.Resource, new MemberService(pod, member).Configure);
            }
        }

        foreach (var resource in ComposeWaits.AwaitedOutsiders(publication))
        {
            Customize(resource, (_, service) => service.Healthcheck ??= ComposeHealthcheck.For(resource));
        }

        foreach (var resource in publication.Resources.Where(resource => resource.HasAnnotationOfType<ResourceLimitsAnnotation>()))
        {
            ComposeLimits.Check(resource, publication.Report);
            Customize(resource, (_, service) => ComposeLimits.Set(resource, service));
        }

        new PodReferences(publication, OutsideHost).Rewrite();
        new ModelResourceBuilder<DockerComposeEnvironmentResource>((DockerComposeEnvironmentResource)publication.Environment)
            .ConfigureComposeFile(new ComposeFileChanges(publication).Apply);
    }

    /// <summary>A member in the main's network has no address of its own.</summary>
    private static string? OutsideHost(PodPlan pod, PodMember member) =>
        member.Role != PodMemberRole.Main && member.Network == PodNetwork.Pod ? ServiceName(pod.Main.Resource) : null;

    public static string ServiceName(IResource resource) => resource.Name.ToLowerInvariant();

    /// <summary>First of all customizations, so that the user's see the result and win.</summary>
    private static void Customize(IResource resource, Action<DockerComposeServiceResource, Service> configure) =>
        resource.Annotations.Insert(0, new DockerComposeServiceCustomizationAnnotation(configure));
}
