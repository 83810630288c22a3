using System.Globalization;
using Faults.Driving;
using Faults.Pod;

namespace Faults.Steps;

/// <summary>
/// Draws the next step. It depends on the seed and on what is expected of the pod, and on nothing that takes time.
/// </summary>
internal sealed class Choice(Random random, FaultPod pod)
{
    /// <summary>The kinds of steps while the main is up, each as often as it is to be drawn.</summary>
    private static readonly Func<Choice, Expectation, Step?>[] Kinds =
    [
        ContainerFaults.Kill, ContainerFaults.Kill, ContainerFaults.Terminate, ContainerFaults.Remove, ContainerFaults.Remove, ContainerFaults.Restart, ContainerFaults.Pause, ContainerFaults.Disconnect,
        MainFaults.Restart, MainFaults.Restart, MainFaults.RestartByEngine, MainFaults.RestartByEngine, MainFaults.Kill, MainFaults.Remove, MainFaults.Stop,
        ProcessFaults.Kill, ProcessFaults.Freeze,
        Commands.Stop, Commands.Stop, Commands.StopPaused, Commands.Start, Commands.Start, Commands.Start, Commands.Restart, Commands.Restart,
        ClientFaults.Kill, ClientFaults.Follow, ClientFaults.Follow, ClientFaults.Unfollow,
        AppHostFaults.Kill, AppHostFaults.KillAtRestart, AppHostFaults.Interrupt,
    ];

    public FaultPod Pod => pod;

    public Step Next(Expectation now)
    {
        if (!now.IsMainUp && !Chance(0.2))
        {
            return MainFaults.Start(this, now);
        }

        var first = Draw(now);
        if (first.Target is null || !Chance(0.3))
        {
            return first;
        }

        var second = Draw(first.Expect(now));
        return second.Target is null || second.Target == first.Target ? first : Step.Both(first, second);
    }

    /// <summary>One of the members of which this is true, if there are any.</summary>
    public Member? Member(Func<Member, bool> condition) => pod.Members.Where(condition).ToArray() is { Length: > 0 } members ? members[random.Next(members.Length)] : null;

    public TimeSpan Pause(double least, double most) => TimeSpan.FromSeconds(Math.Round(least + (random.NextDouble() * (most - least)), 1));

    public bool Chance(double share) => random.NextDouble() < share;

    public static string Text(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture) + " s";

    private Step Draw(Expectation now)
    {
        while (true)
        {
            if (Kinds[random.Next(Kinds.Length)](this, now) is { } step)
            {
                return step;
            }
        }
    }
}
