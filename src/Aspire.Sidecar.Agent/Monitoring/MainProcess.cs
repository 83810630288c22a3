using System.Text;

namespace Aspire.Sidecar.Agent.Monitoring;

/// <summary>
/// Finds the main's process: by its number, or, so that it is found again after each restart, by a variable that it was started with and that nothing else has. Those
/// whom it starts inherit the variable, and whoever starts it, such as <c>dotnet run</c>, has it as well: it is the first one below those that only start others. A shell
/// may be the program itself: it is, as long as what it starts does not stay.
/// </summary>
internal sealed class MainProcess(int? id, string? variable)
{
    private const string ProcessFolder = "/proc";

    private int? _found;
    private (int Shell, int Child)? _seenBelowShell;

    /// <summary>Null while there is none.</summary>
    public int? Find()
    {
        if (id is not null)
        {
            return id;
        }

        // What a shell starts may be the program later.
        if (_found is { } found && KindOf(found) == Kind.Program && HasVariable(found))
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

        var tops = parents.Keys.Where(candidate => !parents.ContainsKey(parents[candidate])).Order().ToArray();
        return tops is [var top, ..] ? Descend(top, parents) : null;
    }

    private int? Descend(int process, Dictionary<int, int> parents)
    {
        var child = parents.Where(pair => pair.Value == process).Select(pair => (int?)pair.Key).Min();
        switch (KindOf(process))
        {
            case Kind.Starter:
                return child is { } started ? Descend(started, parents) : null;
            case Kind.Shell when child is { } below:
                var stays = _seenBelowShell?.Shell != process || _seenBelowShell?.Child == below;
                _seenBelowShell = (process, below);
                return stays ? Descend(below, parents) : process;
            default:
                return process;
        }
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

    private static Kind KindOf(int process)
    {
        try
        {
            var words = File.ReadAllText($"{ProcessFolder}/{process}/cmdline").Split('\0');
            return Path.GetFileNameWithoutExtension(words[0]) switch
            {
                "dotnet" when words.Length > 1 && IsStart(words) => Kind.Starter,
                "npm" or "npx" or "tini" or "tini-static" or "dumb-init" or "docker-init" or "podman-init" or "catatonit" => Kind.Starter,
                "sh" or "bash" or "dash" => Kind.Shell,
                _ => Kind.Program,
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Kind.Program;
        }
    }

    // 'dotnet run' and 'dotnet watch' build and start the program.
    private static bool IsStart(string[] words) =>
        words[1] is "run" or "watch" || (words[1] == "exec" && words.Contains("run")) || Path.GetFileName(words[1]) is "dotnet-watch.dll" or "dotnet.dll";

    private enum Kind
    {
        Program,
        Starter,
        Shell,
    }
}
