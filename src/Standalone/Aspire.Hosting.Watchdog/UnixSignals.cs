using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Aspire.Hosting.Watchdog;

/// <summary>Sends signals, for which .NET has no API.</summary>
[UnsupportedOSPlatform("windows")]
internal static class UnixSignals
{
    public const int Kill = 9;
    public const int Terminate = 15;

    private const int Probe = 0;

    /// <summary>Sends a signal. A process that is gone already is fine.</summary>
    public static void Send(int processId, int signal) => _ = KillProcess(processId, signal);

    /// <summary>Sends a signal to all processes of a group. A group that is gone already is fine.</summary>
    public static void SendToGroup(int groupId, int signal) => _ = KillProcess(-groupId, signal);

    public static bool GroupExists(int groupId) => KillProcess(-groupId, Probe) == 0;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int KillProcess(int processId, int signal);
}
