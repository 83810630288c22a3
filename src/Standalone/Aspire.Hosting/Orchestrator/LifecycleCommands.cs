using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestrator;

/// <summary>The commands to start, stop and restart a resource.</summary>
internal static class LifecycleCommands
{
    /// <summary>Gives the resource those of the commands that it does not have yet.</summary>
    public static void AddTo(IResource resource, ApplicationOrchestrator orchestrator)
    {
        Add(resource, new ResourceCommandAnnotation(
            KnownResourceCommands.StartCommand,
            "Start",
            context => StartState(context.ResourceSnapshot.State?.Text),
            context => ExecuteAsync(context, orchestrator.StartAsync, resource, "started"),
            "Start resource",
            parameter: null,
            confirmationMessage: null,
            "Play",
            IconVariant.Filled,
            isHighlighted: true));
        Add(resource, new ResourceCommandAnnotation(
            KnownResourceCommands.StopCommand,
            "Stop",
            context => StopState(context.ResourceSnapshot.State?.Text),
            context => ExecuteAsync(context, orchestrator.StopAsync, resource, "stopped"),
            "Stop resource",
            parameter: null,
            confirmationMessage: null,
            "Stop",
            IconVariant.Filled,
            isHighlighted: true));
        Add(resource, new ResourceCommandAnnotation(
            KnownResourceCommands.RestartCommand,
            "Restart",
            context => RestartState(context.ResourceSnapshot.State?.Text),
            context => ExecuteAsync(context, orchestrator.RestartAsync, resource, "restarted"),
            resource is ProjectResource ? "Restart resource. Source code is not recompiled." : "Restart resource",
            parameter: null,
            confirmationMessage: null,
            "ArrowCounterclockwise",
            IconVariant.Regular,
            isHighlighted: false));
    }

    private static void Add(IResource resource, ResourceCommandAnnotation command)
    {
        if (!resource.Annotations.OfType<ResourceCommandAnnotation>().Any(existing => existing.Name == command.Name))
        {
            resource.Annotations.Add(command);
        }
    }

    private static async Task<ExecuteCommandResult> ExecuteAsync(
        ExecuteCommandContext context,
        Func<string, CancellationToken, Task> execute,
        IResource resource,
        string done)
    {
        await execute(context.ResourceName, context.CancellationToken).ConfigureAwait(false);

        return new ExecuteCommandResult { Success = true, Message = $"Successfully {done} '{resource.GetDisplayName(context.ResourceName)}'." };
    }

    private static ResourceCommandState StartState(string? state)
        => IsUnsettled(state) || state == KnownResourceStates.Starting ? ResourceCommandState.Disabled
            : IsStopped(state) || state == KnownResourceStates.Waiting ? ResourceCommandState.Enabled
            : ResourceCommandState.Hidden;

    private static ResourceCommandState StopState(string? state)
        => state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled
            : IsUnsettled(state) || IsStopped(state) || state == KnownResourceStates.Starting || state == KnownResourceStates.Waiting
                ? ResourceCommandState.Hidden
                : ResourceCommandState.Enabled;

    private static ResourceCommandState RestartState(string? state)
        => IsUnsettled(state)
            || IsStopped(state)
            || state == KnownResourceStates.Starting
            || state == KnownResourceStates.Stopping
            || state == KnownResourceStates.Waiting
                ? ResourceCommandState.Disabled
                : ResourceCommandState.Enabled;

    private static bool IsUnsettled(string? state)
        => string.IsNullOrEmpty(state) || state == KnownResourceStates.Building || state == KnownResourceStates.RuntimeUnhealthy;

    private static bool IsStopped(string? state)
        => state is not null && (KnownResourceStates.TerminalStates.Contains(state) || state == KnownResourceStates.NotStarted || state == "Unknown");
}
