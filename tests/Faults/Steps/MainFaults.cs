using Faults.Driving;

namespace Faults.Steps;

/// <summary>
/// What is done to the main: its joined sidecars follow it, and what the user has stopped stays down.
/// </summary>
internal static class MainFaults
{
    public static Step Start(Choice choice, Expectation now) => new(
        $"start '{choice.Pod.Main}'",
        choice.Pod.Main,
        running => running.CommandAsync(choice.Pod.Main, KnownResourceCommands.StartCommand),
        before => choice.Pod.Members.Where(member => member.IsMain || !before.Stopped.Contains(member))
            .Aggregate(before with { IsMainUp = true }, (expected, member) => expected.WithStarts(member, 1, 1)));

    public static Step? Stop(Choice choice, Expectation now) => now.IsMainUp
        ? new($"stop '{choice.Pod.Main}'", choice.Pod.Main, running => running.CommandAsync(choice.Pod.Main, KnownResourceCommands.StopCommand), Down)
        : null;

    public static Step? Kill(Choice choice, Expectation now) => now.IsMainUp
        ? ContainerFaults.OnEngine($"kill '{choice.Pod.Main}'", choice.Pod.Main, Down, "kill")
        : null;

    public static Step? Remove(Choice choice, Expectation now) => now.IsMainUp
        ? ContainerFaults.OnEngine($"remove '{choice.Pod.Main}'", choice.Pod.Main, Down, "rm", "--force")
        : null;

    public static Step? Restart(Choice choice, Expectation now) => now.IsMainUp
        ? new($"restart '{choice.Pod.Main}'", choice.Pod.Main, running => running.CommandAsync(choice.Pod.Main, KnownResourceCommands.RestartCommand), before => Again(choice, before))
        : null;

    public static Step? RestartByEngine(Choice choice, Expectation now) => now.IsMainUp
        ? ContainerFaults.OnEngine($"restart '{choice.Pod.Main}' by the engine", choice.Pod.Main, before => Again(choice, before), "restart")
        : null;

    private static Expectation Down(Expectation before) => before with { IsMainUp = false };

    private static Expectation Again(Choice choice, Expectation before) => choice.Pod.Members.Where(member => member.IsMain || (member.IsJoined && before.IsUp(member)))
        .Aggregate(before, (expected, member) => expected.WithStarts(member, 1, 1));
}
