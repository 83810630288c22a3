namespace Playground.Tests;

/// <summary>
/// How often a test repeats what must succeed every time.
/// </summary>
internal static class Rounds
{
    /// <summary>Few, unless the variable <c>SIDECAR_ROUNDS</c> is <c>full</c>.</summary>
    public static int Of(int few, int all) => Environment.GetEnvironmentVariable("SIDECAR_ROUNDS") == "full" ? all : few;
}
