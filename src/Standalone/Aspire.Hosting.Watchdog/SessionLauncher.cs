using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Aspire.Hosting.Watchdog;

/// <summary>Turns this process into another one that leads a session of its own, as the setsid program of Linux does.</summary>
internal static class SessionLauncher
{
    private const int CannotExecute = 126;
    private const int BrokenPipe = 13;

    public static int Exec(string[] command)
    {
        if (OperatingSystem.IsWindows())
        {
            return CannotExecute;
        }

        ResetSignals();
        _ = SetSession();
        _ = Execute(command[0], [.. command.Select(Marshal.StringToCoTaskMemUTF8), 0]);

        // Only a failure comes back.
        Console.Error.WriteLine($"Cannot run '{command[0]}': {Marshal.GetLastPInvokeErrorMessage()}.");

        return CannotExecute;
    }

    // .NET ignores SIGPIPE, and an ignored signal stays ignored in what a process becomes.
    [UnsupportedOSPlatform("windows")]
    private static void ResetSignals() => _ = SetSignal(BrokenPipe, 0);

    [DllImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetSession();

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SetSignal(int signal, nint handler);

    [DllImport("libc", EntryPoint = "execvp", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Execute([MarshalAs(UnmanagedType.LPUTF8Str)] string file, nint[] arguments);
}
