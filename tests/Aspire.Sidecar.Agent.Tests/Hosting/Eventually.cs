using System.Diagnostics;

namespace Aspire.Sidecar.Agent.Tests.Hosting;

/// <summary>Waits for a condition, with a deadline.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            if (clock.Elapsed > Patience)
            {
                throw new AssertFailedException($"Not within {Patience.TotalSeconds} s: {what}.");
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
