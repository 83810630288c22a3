using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Images;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Gives a joined sidecar the commands to start, stop and restart that the orchestrator gives to its own resources.
/// </summary>
internal static class JoinedCommands
{
    /// <summary>A state of the orchestrator that is in no list of Aspire's.</summary>
    private const string Unknown = "Unknown";

    public static void Add(JoinedSidecar sidecar)
    {
        var annotations = sidecar.Resource.Annotations;
        var grace = sidecar.Member.StopGracePeriod ?? PodMember.DefaultGrace;
        annotations.Add(Command(KnownResourceCommands.StartCommand, "Start", "Start resource", "Play", IconVariant.Filled, isHighlighted: true, OnStopped,
            async context => Result(await sidecar.StartAsync(isNewImageWanted: true, context.CancellationToken).ConfigureAwait(false))));
        annotations.Add(Command(KnownResourceCommands.StopCommand, "Stop", "Stop resource", "Stop", IconVariant.Filled, isHighlighted: true, OnRunning, async context =>
        {
            await sidecar.StopAsync(grace, context.CancellationToken).ConfigureAwait(false);
            return CommandResults.Success();
        }));
        annotations.Add(Command(KnownResourceCommands.RestartCommand, "Restart", "Restart resource", "ArrowCounterclockwise", IconVariant.Regular, isHighlighted: false, OnRestartable,
            async context => Result(await sidecar.RestartAsync(grace, isNewImageWanted: true, context.CancellationToken).ConfigureAwait(false))));
    }

    private static ExecuteCommandResult Result(string? problem) => problem is null ? CommandResults.Success() : CommandResults.Failure(problem);

    private static ResourceCommandAnnotation Command(
        string name,
        string displayName,
        string description,
        string icon,
        IconVariant variant,
        bool isHighlighted,
        Func<string?, ResourceCommandState> state,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> execute) => new(
            name,
            displayName,
            context => state(context.ResourceSnapshot.State?.Text),
            execute,
            description,
            arguments: null,
            confirmationMessage: null,
            icon,
            variant,
            isHighlighted);

    private static ResourceCommandState OnStopped(string? state) =>
        IsBusy(state) ? ResourceCommandState.Disabled
        : IsDown(state) || state == KnownResourceStates.Waiting ? ResourceCommandState.Enabled
        : ResourceCommandState.Hidden;

    private static ResourceCommandState OnRunning(string? state) =>
        state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled
        : IsBusy(state) || IsDown(state) || state == KnownResourceStates.Waiting ? ResourceCommandState.Hidden
        : ResourceCommandState.Enabled;

    private static ResourceCommandState OnRestartable(string? state) =>
        IsBusy(state) || IsDown(state) || state == KnownResourceStates.Waiting || state == KnownResourceStates.Stopping
            ? ResourceCommandState.Disabled
            : ResourceCommandState.Enabled;

    private static bool IsDown(string? state) =>
        KnownResourceStates.TerminalStates.Contains(state) || state == KnownResourceStates.NotStarted || state == Unknown;

    private static bool IsBusy(string? state) =>
        string.IsNullOrEmpty(state) || state == KnownResourceStates.Starting || state == KnownResourceStates.Building || state == ImagePull.State
        || state == KnownResourceStates.RuntimeUnhealthy;
}
