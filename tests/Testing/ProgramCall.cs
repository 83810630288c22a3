using System.Diagnostics;

namespace Testing;

/// <summary>
/// One call of a program: what it prints, and how it ends.
/// </summary>
public static class ProgramCall
{
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(string program, params IEnumerable<string> arguments) =>
        RunAsync(new ProcessStartInfo(program, arguments), Timeout.InfiniteTimeSpan);

    /// <exception cref="TimeoutException">It has not ended in its time, and was killed.</exception>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(ProcessStartInfo start, TimeSpan patience)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(patience);
        try
        {
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{start.FileName} {string.Join(' ', start.ArgumentList)} has not ended after {patience.TotalSeconds} s.");
        }
    }
}
