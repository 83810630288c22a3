using Faults.Driving;

namespace Faults.Steps;

/// <summary>
/// Commands that a user gives to sidecars.
/// </summary>
internal static class Commands
{
    public static Step? Stop(Choice choice, Expectation now) => choice.Member(member => !member.IsMain && now.IsUp(member)) is { } sidecar
        ? new($"stop '{sidecar}'", sidecar, running => running.CommandAsync(sidecar, KnownResourceCommands.StopCommand), before => before with { Stopped = before.Stopped.Add(sidecar) })
        : null;

    /// <summary>Podman 4.3 does not stop what is paused, and the orchestrator's own stop fails then.</summary>
    public static Step? StopPaused(Choice choice, Expectation now) =>
        !TestEngine.IsPodman && choice.Member(member => !member.IsMain && member.IsContainer && now.IsUp(member)) is { } sidecar
        ? new(
            $"stop '{sidecar}' while it is paused",
            sidecar,
            async running =>
            {
                // What is done at once with it may have ended it; it is to be stopped all the same.
                await Step.UnlessGoneAsync(async () => await TestEngine.RunAsync("pause", (await EngineContainer.OfAsync(running.Pod, sidecar)).Id));
                await running.CommandAsync(sidecar, KnownResourceCommands.StopCommand);
            },
            before => before with { Stopped = before.Stopped.Add(sidecar) })
        : null;

    public static Step? Start(Choice choice, Expectation now) => now.IsMainUp && choice.Member(now.Stopped.Contains) is { } sidecar
        ? new(
            $"start '{sidecar}'",
            sidecar,
            running => running.CommandAsync(sidecar, KnownResourceCommands.StartCommand),
            before => (before with { Stopped = before.Stopped.Remove(sidecar) }).WithStarts(sidecar, 1, 1))
        : null;

    public static Step? Restart(Choice choice, Expectation now) => choice.Member(member => !member.IsMain && now.IsUp(member)) is { } sidecar
        ? new($"restart '{sidecar}'", sidecar, running => running.CommandAsync(sidecar, KnownResourceCommands.RestartCommand), before => before.WithStarts(sidecar, 1, 1))
        : null;
}
