using System.Formats.Tar;
using System.Globalization;
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
            .. Entries(spec.Files),
        ];
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));
    }

    /// <summary>What the archive holds, not its bytes: the writer of archives puts the number of its process into them.</summary>
    private static List<string> Entries(ReadOnlyMemory<byte> files)
    {
        List<string> entries = [];
        if (files.IsEmpty)
        {
            return entries;
        }

        using var content = new MemoryStream(files.ToArray(), writable: false);
        using var archive = new TarReader(content);
        while (archive.GetNextEntry() is { } entry)
        {
            var hash = entry.DataStream is { } data ? Convert.ToHexString(SHA256.HashData(data)) : "";
            entries.Add(string.Create(CultureInfo.InvariantCulture, $"{entry.EntryType} {entry.Name} {entry.Uid} {entry.Gid} {(int)entry.Mode} {entry.LinkName} {hash}"));
        }

        return entries;
    }
}
