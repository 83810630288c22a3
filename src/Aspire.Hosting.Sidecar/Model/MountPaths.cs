using System.Text;

namespace Aspire.Hosting.Sidecar.Model;

/// <summary>
/// Paths at which a volume can be mounted in a container.
/// </summary>
internal static class MountPaths
{
    // The limits of Linux: https://man7.org/linux/man-pages/man0/limits.h.0p.html
    private const int MaxLength = 4095;
    private const int MaxPartLength = 255;

    /// <summary>What separates the parts of a mount on the command lines of engines and in the files of Compose.</summary>
    private const string Separators = ",:\"";

    /// <summary>
    /// Returns the path in its one form, without empty parts and "."; or <see langword="null"/> if nothing can be mounted there.
    /// </summary>
    public static string? Normalize(string path)
    {
        if (!path.StartsWith('/') || path.Any(c => char.IsControl(c) || Separators.Contains(c)))
        {
            return null;
        }

        string[] parts = [.. path.Split('/').Where(part => part is not ("" or "."))];
        var normal = $"/{string.Join('/', parts)}";

        // Engines refuse what would hide the kernel's own files: https://github.com/opencontainers/runc/blob/main/libcontainer/rootfs_linux.go
        // Nor is there a process without the devices that engines put below /dev.
        return parts.Length == 0 || parts[0] == "proc" || normal == "/dev" || parts.Contains("..")
            || parts.Any(part => Encoding.UTF8.GetByteCount(part) > MaxPartLength || string.IsNullOrWhiteSpace(part)) || Encoding.UTF8.GetByteCount(normal) > MaxLength
            ? null
            : normal;
    }
}
