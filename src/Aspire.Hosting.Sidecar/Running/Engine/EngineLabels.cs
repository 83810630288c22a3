using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Sidecar.Running.Engine;

/// <summary>
/// The labels by which Aspire's orchestrator finds, at its next start, what an AppHost that was killed has left behind:
/// https://github.com/microsoft/dcp (resource harvester).
/// </summary>
internal static class EngineLabels
{
    private const string Prefix = "com.microsoft.developer.usvc-dev.";

    public static IReadOnlyList<string> Arguments { get; } = Create();

    private static string[] Create()
    {
        using var process = Process.GetCurrentProcess();
        var started = process.StartTime.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return
        [
            "--label", $"{Prefix}persistent=false",
            "--label", $"{Prefix}creatorProcessId={process.Id.ToString(CultureInfo.InvariantCulture)}",
            "--label", $"{Prefix}creatorProcessStartTime={started}",
        ];
    }
}
