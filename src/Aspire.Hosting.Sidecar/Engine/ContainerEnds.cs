using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// Asks the engine how a container ended.
/// </summary>
internal sealed class ContainerEnds(IEngineCommand engine, ResourceNotificationService notifications)
{
    public async Task<MemberEnd> OfAsync(PodMember member, int? exitCode, CancellationToken cancellationToken)
    {
        if (!member.IsContainer || exitCode is null or 0 || MemberContainer.Id(member.Resource, notifications) is not { } id)
        {
            return new(exitCode);
        }

        var (_, output, _) = await engine.RunAsync(["container", "inspect", "--format", "{{.State.OOMKilled}}", id], onLine: null, cancellationToken).ConfigureAwait(false);
        return new(exitCode, IsOutOfMemory: output == "true");
    }
}
