using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// Puts the member's own signal and grace before the orchestrator's commands to stop and restart it, and tells the pod what the user has commanded.
/// </summary>
internal sealed class MemberCommands(MemberStopper stopper)
{
    /// <summary>What the orchestrator gives to a container.</summary>
    private static readonly TimeSpan DefaultGrace = PodMember.DefaultGrace;

    /// <summary>
    /// Wraps the commands, which the orchestrator has added by the time when the first resource is initialized.
    /// </summary>
    /// <param name="member">A member that the orchestrator runs.</param>
    /// <param name="onRestart">Told when a restart begins and when it is over.</param>
    /// <param name="onStopped">Told when it is down after the user's command.</param>
    public void Wrap(PodMember member, Action<bool> onRestart, Action onStopped)
    {
        Replace(member.Resource, KnownResourceCommands.StopCommand, original => async context =>
        {
            await EndAsync(member, context).ConfigureAwait(false);
            return await StopAsync(member, original, context, onStopped).ConfigureAwait(false);
        });
        Replace(member.Resource, KnownResourceCommands.RestartCommand, original => async context =>
        {
            onRestart(true);
            try
            {
                await EndAsync(member, context).ConfigureAwait(false);
                return await original(context).ConfigureAwait(false);
            }
            finally
            {
                onRestart(false);
            }
        });
    }

    /// <summary>
    /// Wraps the stop command of a joined sidecar, which has its own signal and grace already.
    /// </summary>
    public void Watch(PodMember member, Action onStopped) =>
        Replace(member.Resource, KnownResourceCommands.StopCommand, original => context => StopAsync(member, original, context, onStopped));

    private async Task<ExecuteCommandResult> StopAsync(
        PodMember member, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> original, ExecuteCommandContext context, Action onStopped)
    {
        var result = await original(context).ConfigureAwait(false);
        if (!stopper.IsAsking && stopper.IsDown(member.Resource))
        {
            onStopped();
        }

        return result;
    }

    private Task<bool> EndAsync(PodMember member, ExecuteCommandContext context) =>
        stopper.EndAsync(member.Resource, context.ResourceName, member.StopGracePeriod ?? DefaultGrace, context.CancellationToken);

    /// <summary>Commands are found by their name, which must be there once: so it takes the place of the other.</summary>
    private static void Replace(
        IResource resource,
        string name,
        Func<Func<ExecuteCommandContext, Task<ExecuteCommandResult>>, Func<ExecuteCommandContext, Task<ExecuteCommandResult>>> wrap)
    {
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().SingleOrDefault(command => command.Name == name) is not { } known)
        {
            return;
        }

        var index = resource.Annotations.IndexOf(known);
        resource.Annotations[index] = new ResourceCommandAnnotation(
            known.Name,
            known.DisplayName,
            known.UpdateState,
            wrap(known.ExecuteCommand),
            known.DisplayDescription,
            known.Arguments,
            known.ConfirmationMessage,
            known.IconName,
            known.IconVariant,
            known.IsHighlighted);
    }
}
