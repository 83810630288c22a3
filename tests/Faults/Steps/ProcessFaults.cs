using System.Diagnostics;
using System.Globalization;
using Faults.Driving;
using Faults.Pod;

namespace Faults.Steps;

/// <summary>
/// What is done to a member that is a process.
/// </summary>
internal static class ProcessFaults
{
    public static Step? Kill(Choice choice, Expectation now) => Process(choice, now) is { } member
        ? new($"kill '{member}'", member, running => SignalAsync(running, member, "KILL"), before => before.WithStarts(member, 1, 1))
        : null;

    public static Step? Freeze(Choice choice, Expectation now)
    {
        if (Process(choice, now) is not { } member)
        {
            return null;
        }

        var time = choice.Pause(0.2, 3);
        return new(
            $"freeze '{member}' for {Choice.Text(time)}",
            member,
            async running =>
            {
                await SignalAsync(running, member, "STOP");
                await Task.Delay(time);
                await SignalAsync(running, member, "CONT");
            },
            before => before);
    }

    public static async Task SignalAsync(string process, string signal)
    {
        using var kill = System.Diagnostics.Process.Start(new ProcessStartInfo("kill", [$"-{signal}", process]) { RedirectStandardError = true })!;
        await kill.WaitForExitAsync();
    }

    private static Task SignalAsync(RunningPod running, Member member, string signal) => SignalAsync(running.Report(member)!.Process!.Value.ToString(CultureInfo.InvariantCulture), signal);

    private static Member? Process(Choice choice, Expectation now) => choice.Member(member => member.Kind == MemberKind.Process && now.IsUp(member));
}
