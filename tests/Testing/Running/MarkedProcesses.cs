using System.Globalization;

namespace Testing;

/// <summary>
/// The processes that have a mark in their environment: it is handed down to every process that an AppHost starts, and none of them can hide. Reads /proc.
/// </summary>
public sealed class MarkedProcesses
{
    private readonly string _run = Guid.NewGuid().ToString("N");

    /// <summary>The variable to start the first of them with.</summary>
    public KeyValuePair<string, string> Mark => new("SIDECAR_TEST_RUN", _run);

    /// <summary>Their process ids.</summary>
    public IEnumerable<string> Ids() => All().Where(id => Read(id, "environ").Contains($"{Mark.Key}={_run}", StringComparison.Ordinal));

    /// <summary>Each with its command line.</summary>
    public string[] List() => [.. Ids().Select(id => $"{id}: {Read(id, "cmdline").Replace('\0', ' ')}")];

    /// <summary>The command lines of those that a process has started itself, by their ids.</summary>
    public Dictionary<string, string[]> StartedBy(int process) => Ids().Where(id => Parent(id) == process).ToDictionary(id => id, id => Read(id, "cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A variable of the process that a resource runs in, if it runs.</summary>
    public string? Variable(string resource, string name)
    {
        foreach (var id in Ids())
        {
            var variables = Read(id, "environ").Split('\0');
            if (variables.Contains($"OTEL_SERVICE_NAME={resource}") && variables.FirstOrDefault(variable => variable.StartsWith($"{name}=", StringComparison.Ordinal)) is { } found)
            {
                return found[(name.Length + 1)..];
            }
        }

        return null;
    }

    /// <summary>The command lines of all processes of this machine, with a mark or without.</summary>
    public static string[] CommandLinesOfAll() => [.. All().Select(id => Read(id, "cmdline"))];

    /// <summary>The one process that a process has started.</summary>
    public static int ChildOf(int process) => int.Parse(Read($"{process}", $"task/{process}/children").Trim(), CultureInfo.InvariantCulture);

    private static IEnumerable<string> All() => Directory.EnumerateDirectories("/proc").Select(directory => Path.GetFileName(directory)).Where(name => int.TryParse(name, out _));

    /// <summary>The second word after the name of the program, which may hold anything: proc_pid_stat(5).</summary>
    private static int? Parent(string process) =>
        Read(process, "stat") is { Length: > 0 } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 1)..].Split(' ', 3, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) : null;

    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or belongs to someone else.
            return "";
        }
    }
}
