using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Replaces the containers of a pod that join a network by executables of the same name that run the engine's client.
/// </summary>
internal sealed class SidecarMaterializer(
    EngineCommand engine,
    SidecarImage images,
    EngineVolumes volumes,
    JoinedSidecarCommand command,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing)
{
    /// <summary>
    /// Returns the plan with the executables in the place of the containers; the model has them too.
    /// </summary>
    public PodPlan Materialize(PodPlan pod, IResourceCollection resources)
    {
        foreach (var sidecar in pod.Sidecars.Where(sidecar => sidecar.IsContainer && sidecar.Network is PodNetwork.Pod or PodNetwork.Host).ToArray())
        {
            SharedEndpoints.Publish(pod, sidecar, eventing);
            var replacement = Replace(pod, sidecar);
            var index = resources.IndexOf(sidecar.Resource);
            resources.RemoveAt(index);
            resources.Insert(index, replacement);
            RedirectWaits(resources, sidecar.Resource, replacement);
            pod = pod with { Members = pod.Members.Replace(sidecar, sidecar with { Resource = replacement }) };
        }

        return pod;
    }

    private JoinedSidecarResource Replace(PodPlan pod, PodMember member)
    {
        var container = member.Resource;
        var suffix = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);
        JoinedSidecarResource joined = new(container.Name, engine.Program, ".", container, $"{container.Name}-{suffix}", member.Network == PodNetwork.Host);
        foreach (var annotation in container.Annotations.Where(annotation => AppliesToAnyResource(annotation) || (joined.IsOnHostNetwork && annotation is EndpointAnnotation)))
        {
            joined.Annotations.Add(annotation);
        }

        joined.Annotations.Add(new EnvironmentCallbackAnnotation(async context =>
        {
            foreach (var (name, value) in await command.EnvironmentAsync(joined, context.Logger, context.CancellationToken).ConfigureAwait(false))
            {
                context.EnvironmentVariables[name] = value;
            }
        }));
        joined.Annotations.Add(new CommandLineArgsCallbackAnnotation(async context =>
        {
            foreach (var argument in await command.ArgumentsAsync(pod, member, joined, context.Logger, context.CancellationToken).ConfigureAwait(false))
            {
                context.Args.Add(argument);
            }
        }));
        eventing.Subscribe<BeforeResourceStartedEvent>(joined, (_, cancellationToken) => PrepareAsync(joined, cancellationToken));
        return joined;
    }

    /// <summary>
    /// Removes the container of the last start, whose name would be in use, builds the image, and waits for the volumes.
    /// </summary>
    private async Task PrepareAsync(JoinedSidecarResource joined, CancellationToken cancellationToken)
    {
        var removing = RemoveAsync(joined, cancellationToken);
        if (!joined.HasImage || !joined.IsStartedByPod)
        {
            joined.HasImage = false;
            await Task.WhenAll(removing, images.BuildAsync(joined.Container, loggers.GetLogger(joined), cancellationToken)).ConfigureAwait(false);
            joined.HasImage = true;
        }

        await removing.ConfigureAwait(false);
        await volumes.ReadyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Removes the sidecar's container, if there is one: it may run on when its client was killed.
    /// </summary>
    public async Task RemoveAsync(JoinedSidecarResource joined, CancellationToken cancellationToken) =>
        await engine.RunAsync(["rm", "--force", "--volumes", joined.ContainerName], onLine: null, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Who waits for the container waits for the executable.
    /// </summary>
    private static void RedirectWaits(IResourceCollection resources, IResource container, JoinedSidecarResource joined)
    {
        foreach (var resource in resources)
        {
            foreach (var wait in resource.Annotations.OfType<WaitAnnotation>().Where(wait => ReferenceEquals(wait.Resource, container)).ToArray())
            {
                resource.Annotations.Remove(wait);
                resource.Annotations.Add(new WaitAnnotation(joined, wait.WaitType, wait.ExitCode) { WaitBehavior = wait.WaitBehavior });
            }
        }
    }

    private static bool AppliesToAnyResource(IResourceAnnotation annotation) => annotation
        is WaitAnnotation or HealthCheckAnnotation or ResourceRelationshipAnnotation or ResourceSnapshotAnnotation or ResourceCommandAnnotation
        or ResourceIconAnnotation or ExplicitStartupAnnotation or SidecarMainAnnotation;
}
