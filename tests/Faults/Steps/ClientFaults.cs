using Faults.Driving;
using Faults.Pod;

namespace Faults.Steps;

/// <summary>
/// Those who read logs: the integration's own clients of the engine are killed, and readers in the application come and go. Nothing of the pod changes with them.
/// </summary>
internal static class ClientFaults
{
    public static Step? Kill(Choice choice, Expectation now) => choice.Pod.Sidecars.Any(sidecar => sidecar.IsJoined && now.IsUp(sidecar))
        ? new(
            "kill the engine's clients that follow logs",
            Target: null,
            running => Task.WhenAll(running.LogClients().Select(client => ProcessFaults.SignalAsync(client, "KILL"))),
            before => before)
        : null;

    public static Step? Follow(Choice choice, Expectation now) => choice.Member(member => !now.Followed.Contains(member)) is { } member
        ? new($"follow the log of '{member}'", Target: null, running => running.AskAsync(PodHost.Follow, member), before => before with { Followed = before.Followed.Add(member) })
        : null;

    public static Step? Unfollow(Choice choice, Expectation now) => choice.Member(now.Followed.Contains) is { } member
        ? new($"follow the log of '{member}' no more", Target: null, running => running.AskAsync(PodHost.Unfollow, member), before => before with { Followed = before.Followed.Remove(member) })
        : null;
}
