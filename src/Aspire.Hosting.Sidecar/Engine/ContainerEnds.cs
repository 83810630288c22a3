using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// Asks the engine how a container ended.
/// </summary>
internal sealed class ContainerEnds(IContainerEngine engine, ResourceNotificationService notifications)
{
    public async Task<MemberEnd> OfAsync(PodMember member, int? exitCode, CancellationToken cancellationToken)
    {
        if (!member.IsContainer || exitCode is null or 0)
        {
            return new(exitCode);
        }

        if (member.IsJoined)
        {
            // Its container is removed as soon as it has ended, and what is known of its end is in its state.
            return new(exitCode, IsOutOfMemory: notifications.TryGetCurrentState(member.Resource.Name, out var ended) && MemberEnd.IsOutOfMemoryOf(ended.Snapshot));
        }

        if (ContainerSnapshot.CurrentId(member.Resource, notifications) is not { } id)
        {
            return new(exitCode);
        }

        var result = await engine.RunAsync(new("container", "inspect", "--format", "{{.State.OOMKilled}}", id), cancellationToken).ConfigureAwait(false);
        return new(exitCode, IsOutOfMemory: result.Output == "true");
    }
}
