namespace Aspire.Hosting.Watchdog.Containers;

/// <summary>What came of a call of a container engine's command line.</summary>
/// <param name="ExitCode">The exit code of the client.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record EngineResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The lines of the output that are not empty.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
