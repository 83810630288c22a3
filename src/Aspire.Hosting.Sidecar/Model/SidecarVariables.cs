namespace Aspire.Hosting.Sidecar.Model;

/// <summary>
/// The names of the environment variables by which the members of a pod find each other.
/// </summary>
internal static class SidecarVariables
{
    public const string Name = "SIDECAR_NAME";
    public const string MainName = "SIDECAR_MAIN_NAME";

    public static bool IsOne(string variable) => variable.StartsWith("SIDECAR_", StringComparison.Ordinal);

    public static string Volume(string volume) => $"SIDECAR_VOLUME_{Encode(volume)}";

    public static string SidecarEndpoint(string sidecar, string endpoint) => $"SIDECAR_{Encode(sidecar)}_{Encode(endpoint)}";

    public static string MainEndpoint(string endpoint) => $"SIDECAR_MAIN_{Encode(endpoint)}";

    /// <summary>Aspire's rule for its own variables: upper case, and an underscore for all that is no ASCII letter or digit.</summary>
    private static string Encode(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}
