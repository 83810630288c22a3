using Aspire.Hosting.Watchdog.Containers;

namespace Aspire.Hosting.Containers.Engine;

/// <summary>A container engine refused to do something. The message is its own.</summary>
/// <param name="message">What the engine said.</param>
internal sealed class EngineException(string message) : Exception(message)
{
    public static EngineException From(EngineResult result)
    {
        var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var reason = lines.LastOrDefault(IsReason) ?? lines.LastOrDefault() ?? $"exit code {result.ExitCode}";

        return new EngineException(reason);
    }

    // Docker adds a line of advice after the reason.
    private static bool IsReason(string line)
        => !line.StartsWith("See '", StringComparison.Ordinal)
            && !line.StartsWith("Run '", StringComparison.Ordinal)
            && !line.StartsWith("Error: failed to start containers", StringComparison.Ordinal);
}
