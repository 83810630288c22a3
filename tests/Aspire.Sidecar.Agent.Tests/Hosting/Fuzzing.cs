using System.Globalization;

namespace Aspire.Sidecar.Agent.Tests.Hosting;

/// <summary>
/// How many inputs a test makes up: 20,000, or as many as the variable SIDECAR_FUZZ_INPUTS says. A failing test prints its seed, which the variable CsCheck_Seed repeats; what was found is
/// kept as an ordinary test beside.
/// </summary>
internal static class Fuzzing
{
    public static long Inputs { get; } = long.Parse(Environment.GetEnvironmentVariable("SIDECAR_FUZZ_INPUTS") ?? "20000", CultureInfo.InvariantCulture);
}
