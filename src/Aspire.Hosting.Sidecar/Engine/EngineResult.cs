namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// How a call of the engine ended.
/// </summary>
internal sealed record EngineResult(int ExitCode, string Output, string Error)
{
    public bool IsSuccess => ExitCode == 0;

    /// <summary>Of lines that say no more than that there was an error, or where to read on.</summary>
    private static readonly string[] Idle = ["See '", "Run '", "Usage:", "Error: failed to start containers:"];

    /// <summary>The engine's words for what went wrong: the last line that says something, without the prefix that every one has.</summary>
    public string Problem
    {
        get
        {
            var lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var line = lines.LastOrDefault(line => !Idle.Any(idle => line.StartsWith(idle, StringComparison.Ordinal)))
                ?? $"exit code {ExitCode.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
            string[] prefixes = ["Error response from daemon: ", "docker: ", "Error: "];
            return prefixes.Aggregate(line, (rest, prefix) => rest.StartsWith(prefix, StringComparison.Ordinal) ? rest[prefix.Length..] : rest);
        }
    }
}
