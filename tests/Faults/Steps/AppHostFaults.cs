using System.Diagnostics;
using Faults.Driving;

namespace Faults.Steps;

/// <summary>
/// The AppHost ends, and another one is started.
/// </summary>
internal static class AppHostFaults
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Step? Kill(Choice choice, Expectation now) => Again("kill the AppHost", choice);

    /// <summary>Kills it for a reason.</summary>
    public static Step Again(string description, Choice choice) => Again(choice, description, running =>
    {
        running.AppHost.Kill();
        return Task.CompletedTask;
    });

    /// <summary>Half way through a restart of the main.</summary>
    public static Step? KillAtRestart(Choice choice, Expectation now)
    {
        if (!now.IsMainUp)
        {
            return null;
        }

        var time = choice.Pause(0, 2);
        return Again(choice, $"kill the AppHost {Choice.Text(time)} after a restart of '{choice.Pod.Main}' has begun", async running =>
        {
            var restart = running.AskAsync(KnownResourceCommands.RestartCommand, choice.Pod.Main);
            await Task.Delay(time);
            running.AppHost.Kill();
            await restart;
        });
    }

    public static Step? Interrupt(Choice choice, Expectation now) => Again(choice, "interrupt the AppHost", async running =>
    {
        running.AppHost.Interrupt();
        await running.AppHost.WaitForExitAsync(Patience);
    });

    private static Step Again(Choice choice, string description, Func<RunningPod, Task> endAsync) => new(
        $"{description}, and start it again",
        Target: null,
        async running =>
        {
            await endAsync(running);
            var clock = Stopwatch.StartNew();
            string[] left = [];
            await Eventually.TrueAsync(async () => (left = await running.LeftAsync()).Length == 0, Patience, () => $"nothing is left of the AppHost, but there is {string.Join(", ", left)}");
            running.NoteEnd(clock.Elapsed);
            running.Start();
        },
        _ => choice.Pod.Members.Aggregate(new Expectation(), (expected, member) => expected.WithStarts(member, 1, 1)));
}
