using System.Collections.Immutable;

namespace Aspire.Hosting.Containers.Engine;

/// <summary>
/// Divides the variables of a container between the environment of the client and a file. Neither shows in the list of
/// processes, as arguments would. The environment keeps every value exactly; the file is for those names by which the client
/// itself is steered.
/// </summary>
internal static class ClientEnvironment
{
    private static readonly string[] SteeringPrefixes =
        ["DOCKER_", "BUILDKIT_", "BUILDX_", "CONTAINER_", "CONTAINERS_", "PODMAN_", "REGISTRY_", "OTEL_", "XDG_", "LD_", "SSL_CERT_", "GO"];

    private static readonly string[] SteeringNames =
        ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "FTP_PROXY", "STORAGE_DRIVER", "NOTIFY_SOCKET", "ASPIRE_HOSTING_RUN"];

    public static (ImmutableDictionary<string, string> InEnvironment, ImmutableDictionary<string, string> InFile) Divide(
        IEnumerable<KeyValuePair<string, string>> variables)
    {
        var groups = variables.ToLookup(variable => Steers(variable.Key) && !HasLineEnd(variable.Value));

        return (groups[false].ToImmutableDictionary(), groups[true].ToImmutableDictionary());
    }

    /// <summary>Whether a variable has a meaning to the client of an engine.</summary>
    public static bool Steers(string name)
        => SteeringPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            || SteeringNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    // The format of the file has no way to write it.
    private static bool HasLineEnd(string value) => value.AsSpan().ContainsAny('\n', '\r');
}
