using System.Globalization;

namespace Aspire.Hosting.Watchdog;

/// <summary>Reads Linux's list of processes.</summary>
internal static class ProcFileSystem
{
    /// <summary>All processes that can be seen at this moment.</summary>
    public static IEnumerable<ProcessStat> ReadAll()
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && TryRead(id, out var process))
            {
                yield return process;
            }
        }
    }

    public static bool TryRead(int processId, out ProcessStat process)
    {
        process = default;
        if (TryReadFile($"/proc/{processId}/stat") is not { } content)
        {
            return false;
        }

        // pid (name) state ppid pgrp … starttime; the name may itself contain spaces and parentheses.
        var text = System.Text.Encoding.UTF8.GetString(content);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        const int StateField = 0;
        const int GroupField = 2;
        const int StartTimeField = 19;
        process = new ProcessStat(
            processId,
            int.Parse(fields[GroupField], CultureInfo.InvariantCulture),
            long.Parse(fields[StartTimeField], CultureInfo.InvariantCulture),
            IsZombie: fields[StateField] is "Z" or "X");

        return true;
    }

    public static byte[] ReadEnvironment(int processId) => TryReadFile($"/proc/{processId}/environ") ?? [];

    // A process can end while it is looked at, and those of other users cannot be looked at: neither is one of ours.
    private static byte[]? TryReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
