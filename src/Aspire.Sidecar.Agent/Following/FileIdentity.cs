using System.Globalization;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>What stays the same when a file is renamed: device and inode, or volume and file index on Windows.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong File)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Device:x}:{File:x}");

    public static bool TryParse(string? text, out FileIdentity identity)
    {
        identity = default;
        if (text?.Split(':') is not [var device, var file]
            || !ulong.TryParse(device, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var deviceNumber)
            || !ulong.TryParse(file, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var fileNumber))
        {
            return false;
        }

        identity = new(deviceNumber, fileNumber);
        return true;
    }
}
