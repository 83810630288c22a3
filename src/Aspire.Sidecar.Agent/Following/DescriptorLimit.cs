using System.Runtime.InteropServices;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>How many files this process may have open.</summary>
internal static partial class DescriptorLimit
{
    private const int OnLinux = 7;
    private const int OnMac = 8;

    /// <summary>The number that is wanted, but not more than half of what the system allows: connections and libraries need some as well.</summary>
    public static int Of(int wanted)
    {
        if (OperatingSystem.IsWindows() || Get(OperatingSystem.IsMacOS() ? OnMac : OnLinux, out var limit) != 0)
        {
            return wanted;
        }

        return (int)Math.Clamp(limit.Current / 2, 1, (ulong)wanted);
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int Get(int resource, out Limit limit);

    private struct Limit
    {
        public ulong Current;
        public ulong Most;
    }
}
