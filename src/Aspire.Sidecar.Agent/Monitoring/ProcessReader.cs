using System.Diagnostics;
using Aspire.Sidecar.Agent.Parsing;

namespace Aspire.Sidecar.Agent.Monitoring;

/// <summary>Reads what a process uses.</summary>
internal static class ProcessReader
{
    /// <summary>Null when there is no such process any more.</summary>
    public static ProcessFigures? Read(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return new(
                UnixNanoseconds.Of(process.StartTime.ToUniversalTime()),
                process.UserProcessorTime.TotalSeconds,
                process.PrivilegedProcessorTime.TotalSeconds,
                process.WorkingSet64,
                process.VirtualMemorySize64,
                process.Threads.Count,
                OpenFiles(process));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception or NotSupportedException)
        {
            return null;
        }
    }

    private static int? OpenFiles(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            return process.HandleCount;
        }

        try
        {
            return OperatingSystem.IsLinux() ? Directory.EnumerateFileSystemEntries($"/proc/{process.Id}/fd").Count() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Of another user.
            return null;
        }
    }
}
