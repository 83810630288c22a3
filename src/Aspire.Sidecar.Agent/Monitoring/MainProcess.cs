using System.Text;

namespace Aspire.Sidecar.Agent.Monitoring;

/// <summary>
/// Finds the main's process: by its number, or, so that it is found again after each restart, by a variable that it was started with and that nothing else has. Those
/// whom it starts inherit the variable, and whoever starts it, such as <c>dotnet run</c>, has it as well: it is the first one below those that only start others.
/// </summary>
internal sealed class MainProcess(int? id, string? variable)
{
    private const string ProcessFolder = "/proc";

    private int? _found;

    /// <summary>Null while there is none.</summary>
    public int? Find()
    {
        if (id is not null)
        {
            return id;
        }

        if (_found is { } found && HasVariable(found))
        {
            return found;
        }

        return _found = variable is not null && OperatingSystem.IsLinux() ? Search() : null;
    }

    private int? Search()
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories(ProcessFolder))
        {
            if (int.TryParse(Path.GetFileName(folder), out var candidate) && candidate != Environment.ProcessId && HasVariable(candidate) && ParentOf(candidate) is { } parent)
            {
                parents[candidate] = parent;
            }
        }

        var tops = parents.Keys.Where(candidate => !parents.ContainsKey(parents[candidate])).Order();
        foreach (var top in tops)
        {
            var main = top;
            while (OnlyStartsOthers(main) && parents.Where(pair => pair.Value == main).Select(pair => (int?)pair.Key).Min() is { } child)
            {
                main = child;
            }

            return OnlyStartsOthers(main) ? null : main;
        }

        return null;
    }

    private bool HasVariable(int process)
    {
        try
        {
            var environment = File.ReadAllBytes($"{ProcessFolder}/{process}/environ");
            var wanted = Encoding.UTF8.GetBytes(variable!);
            foreach (var part in environment.AsSpan().Split((byte)0))
            {
                if (environment.AsSpan(part).SequenceEqual(wanted))
                {
                    return true;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another user's.
        }

        return false;
    }

    private static int? ParentOf(int process)
    {
        try
        {
            // 12 (name, which may hold anything) S 1 …
            var status = File.ReadAllText($"{ProcessFolder}/{process}/stat");
            return int.TryParse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], out var parent) ? parent : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // 'dotnet run' and 'dotnet watch' build and start the program; shells may stand between.
    private static bool OnlyStartsOthers(int process)
    {
        try
        {
            var words = File.ReadAllText($"{ProcessFolder}/{process}/cmdline").Split('\0');
            var program = Path.GetFileNameWithoutExtension(words[0]);
            return (program == "dotnet" && words.Length > 1 && (words[1] is "run" or "watch" || (words[1] == "exec" && words.Contains("run")) || Path.GetFileName(words[1]) is "dotnet-watch.dll" or "dotnet.dll"))
                || (program is "sh" or "bash" or "dash" or "npm" or "npx" or "tini" or "dumb-init" && words.Length > 1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
