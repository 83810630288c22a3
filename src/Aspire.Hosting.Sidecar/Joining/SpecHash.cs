using System.Security.Cryptography;
using System.Text;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Sums up what a container is made from, so that one of an earlier run is known to be the same, or not.
/// </summary>
internal static class SpecHash
{
    public const string Label = "dev.aspire.sidecar.spec";

    public static string Of(ContainerSpec spec)
    {
        string[] parts =
        [
            spec.Image, spec.Entrypoint ?? "", .. spec.Command, .. spec.RunArguments,
            .. spec.Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => $"{variable.Key}={variable.Value}"),
            .. spec.Mounts.Select(mount => $"{mount.Type} {mount.Source} {mount.Target} {mount.IsReadOnly}"),
            Convert.ToHexString(SHA256.HashData(spec.Files.Span)),
        ];
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));
    }
}
