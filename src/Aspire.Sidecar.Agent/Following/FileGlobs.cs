using Microsoft.Extensions.FileSystemGlobbing;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Which files to follow. Remembers its answers, for the same paths are asked about at every poll.</summary>
internal sealed class FileGlobs
{
    private const int RememberedAtMost = 10_000;

    private readonly Matcher _matcher = new(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    private readonly Dictionary<string, bool> _answers = new(StringComparer.Ordinal);

    public FileGlobs(IEnumerable<string> globs)
    {
        foreach (var glob in globs)
        {
            if (glob[0] == '!')
            {
                _matcher.AddExclude(glob[1..]);
            }
            else
            {
                _matcher.AddInclude(glob);
            }
        }
    }

    public bool Match(string path)
    {
        if (_answers.TryGetValue(path, out var answer))
        {
            return answer;
        }

        if (_answers.Count >= RememberedAtMost)
        {
            _answers.Clear();
        }

        return _answers[path] = _matcher.Match(path).HasMatches;
    }
}
