using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// Holds the main back until its init containers have completed and the sidecars that come before it run. Aspire's own waits would wait for all of them, also when
/// the first has failed and the others can never come, or when an essential one has failed for good.
/// </summary>
internal sealed class MainGate(ResourceNotificationService notifications, IDistributedApplicationEventing eventing)
{
    public void Add(PodRunner runner)
    {
        if (runner.Pod.Members.Any(member => member.GatesMain))
        {
            eventing.Subscribe<BeforeResourceStartedEvent>(runner.Pod.Main.Resource, (_, cancellationToken) => PassAsync(runner, cancellationToken));
        }
    }

    /// <exception cref="DistributedApplicationException">An init container or an essential sidecar has failed: the main fails to start.</exception>
    private async Task PassAsync(PodRunner runner, CancellationToken cancellationToken)
    {
        var (pod, main, begun) = (runner.Pod, runner.Pod.Main.Resource, runner.State);
        if (PodGates.AreOpen(pod, begun))
        {
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await notifications.PublishUpdateAsync(main, snapshot => snapshot with { State = KnownResourceStates.Waiting }).ConfigureAwait(false);

        // The start command on a resource that waits makes it go on: it sets another state.
        var forced = notifications.WaitForResourceAsync(main.Name, update => update.Snapshot.State?.Text != KnownResourceStates.Waiting, over.Token);
        var passed = runner.WaitForAsync(state => PodGates.AreOpen(pod, state) || PodGates.Failed(pod, begun, state) is not null, over.Token);
        var first = await Task.WhenAny(passed, forced).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        if (first == passed && PodGates.Failed(pod, begun, await passed.ConfigureAwait(false)) is { } failed)
        {
            throw new DistributedApplicationException(failed.Role == PodMemberRole.InitContainer
                ? SidecarDiagnostics.InitFailed(failed.Resource.Name, main.Name, runner.State[failed].ExitCode)
                : SidecarDiagnostics.EssentialFailed(failed.Resource.Name, main.Name));
        }

        cancellationToken.ThrowIfCancellationRequested();
        await notifications.PublishUpdateAsync(
            main, snapshot => snapshot.State?.Text == KnownResourceStates.Waiting ? snapshot with { State = KnownResourceStates.Starting } : snapshot).ConfigureAwait(false);
    }
}
