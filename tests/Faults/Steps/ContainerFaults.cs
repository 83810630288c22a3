using Faults.Driving;
using Faults.Pod;

namespace Faults.Steps;

/// <summary>
/// What is done to containers behind the application's back.
/// </summary>
internal static class ContainerFaults
{
    public static Step? Kill(Choice choice, Expectation now) => Sidecar(choice, now) is { } sidecar
        ? OnEngine($"kill '{sidecar}'", sidecar, before => before.WithStarts(sidecar, 1, 1), "kill")
        : null;

    public static Step? Terminate(Choice choice, Expectation now) => Sidecar(choice, now) is { } sidecar
        ? OnEngine($"tell '{sidecar}' to end", sidecar, before => before.WithStarts(sidecar, 1, 1), "kill", "--signal", "TERM")
        : null;

    public static Step? Remove(Choice choice, Expectation now) => Sidecar(choice, now) is { } sidecar
        ? OnEngine($"remove '{sidecar}'", sidecar, before => before.WithStarts(sidecar, 1, 1), "rm", "--force")
        : null;

    /// <summary>Its policy may be quicker than the engine, or later.</summary>
    public static Step? Restart(Choice choice, Expectation now) => Sidecar(choice, now) is { } sidecar
        ? OnEngine($"restart '{sidecar}' by the engine", sidecar, before => before.WithStarts(sidecar, 1, 2), "restart")
        : null;

    public static Step? Pause(Choice choice, Expectation now)
    {
        if (choice.Member(member => member.IsContainer && now.IsUp(member)) is not { } member)
        {
            return null;
        }

        var time = choice.Pause(0.2, 4);
        return new(
            $"pause '{member}' for {Choice.Text(time)}",
            member,
            async running =>
            {
                var container = await EngineContainer.OfAsync(running.Pod, member);
                await TestEngine.RunAsync("pause", container.Id);
                await Task.Delay(time);
                await TestEngine.RunAsync("unpause", container.Id);
            },
            before => before);
    }

    /// <summary>Only what has a network of its own can be disconnected. The orchestrator connects it again.</summary>
    public static Step? Disconnect(Choice choice, Expectation now) => choice.Member(member => member.Kind is MemberKind.Main or MemberKind.Separate && now.IsUp(member)) is { } member
        ? new(
            $"disconnect '{member}'",
            member,
            async running =>
            {
                var container = await EngineContainer.OfAsync(running.Pod, member);
                var network = await TestEngine.RunAsync("inspect", "--format", "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}", container.Id);
                await TestEngine.RunAsync("network", "disconnect", network, container.Id);
            },
            before => before with { WithoutPorts = before.WithoutPorts.Add(member) })
        : null;

    public static Step OnEngine(string description, Member member, Func<Expectation, Expectation> expect, params string[] command) => new(
        description,
        member,
        async running => await TestEngine.RunAsync([.. command, (await EngineContainer.OfAsync(running.Pod, member)).Id]),
        expect);

    private static Member? Sidecar(Choice choice, Expectation now) => choice.Member(member => !member.IsMain && member.IsContainer && now.IsUp(member));
}
