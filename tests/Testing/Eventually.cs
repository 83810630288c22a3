namespace Testing;

/// <summary>
/// Polls with a deadline.
/// </summary>
public static class Eventually
{
    /// <summary>For what takes no time worth telling on a machine that is not busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(condition, Patience, what);

    public static Task TrueAsync(Func<bool> condition, TimeSpan within, string what) => TrueAsync(() => Task.FromResult(condition()), within, what);

    public static Task TrueAsync(Func<bool> condition, TimeSpan within, Func<string> what) => TrueAsync(() => Task.FromResult(condition()), within, what);

    public static Task TrueAsync(Func<Task<bool>> condition, string what) => TrueAsync(condition, Patience, what);

    public static Task TrueAsync(Func<Task<bool>> condition, TimeSpan within, string what) => TrueAsync(condition, within, () => what);

    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan within, Func<string> what)
    {
        var deadline = DateTime.UtcNow + within;
        using var timer = new PeriodicTimer(Interval);
        while (!await condition())
        {
            if (DateTime.UtcNow > deadline)
            {
                Assert.Fail($"Within {within.TotalSeconds} s: {what()}.");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>What a web server answers, once it does: a port may be open before, and connections be reset.</summary>
    public static async Task<string> AnswerAsync(Uri address)
    {
        using var client = new HttpClient();
        var answer = "";
        await TrueAsync(
            async () =>
            {
                try
                {
                    answer = await client.GetStringAsync(address);
                    return true;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            $"{address} answers");
        return answer;
    }
}
