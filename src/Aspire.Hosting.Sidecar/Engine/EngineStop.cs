using System.Globalization;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// How the engine is told a grace period.
/// </summary>
internal static class EngineStop
{
    /// <summary>Engines count in whole seconds; 0 would kill at once.</summary>
    public static string Seconds(TimeSpan grace) => Math.Max(1, (long)Math.Ceiling(grace.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
