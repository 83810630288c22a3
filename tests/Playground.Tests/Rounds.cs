namespace Playground.Tests;

/// <summary>
/// How often a test repeats what must succeed every time.
/// </summary>
internal static class Rounds
{
    /// <summary>Whether the variable <c>SIDECAR_ROUNDS</c> is <c>full</c>.</summary>
    public static bool AreAll => Environment.GetEnvironmentVariable("SIDECAR_ROUNDS") == "full";

    public static int Of(int few, int all) => AreAll ? all : few;
}
