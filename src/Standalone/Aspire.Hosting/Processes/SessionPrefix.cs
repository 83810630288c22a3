namespace Aspire.Hosting.Processes;

/// <summary>What to put before a command so that it gets a session of its own.</summary>
internal static class SessionPrefix
{
    private static readonly string? SetsidPath = OperatingSystem.IsWindows()
        ? null
        : ExecutableSearch.Find("setsid", Environment.CurrentDirectory, Environment.GetEnvironmentVariable("PATH"));

    /// <summary>The program to start, and the arguments that come before those of <paramref name="fileName"/>.</summary>
    public static (string FileName, IReadOnlyList<string> Arguments) For(string fileName)
    {
        if (OperatingSystem.IsWindows())
        {
            return (fileName, []);
        }

        // macOS has no setsid program; the watchdog program does the same, more slowly.
        return SetsidPath is not null
            ? (SetsidPath, [fileName])
            : (RunningHost.DotnetPath, [WatchdogClient.ProgramPath, "exec", fileName]);
    }
}
