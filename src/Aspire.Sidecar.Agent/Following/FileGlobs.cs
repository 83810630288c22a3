using Aspire.Sidecar.Agent.Options;
using DotNet.Globbing;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Which files to follow. Remembers its answers, for the same paths are asked about at every poll.</summary>
internal sealed class FileGlobs
{
    private const int RememberedAtMost = 100_000;

    private static readonly GlobOptions Globbing = new() { Evaluation = { CaseInsensitive = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() } };

    private readonly Dictionary<string, bool> _answers = new(StringComparer.Ordinal);
    private readonly List<Glob> _included = [];
    private readonly List<Glob> _excluded = [];

    public FileGlobs(IEnumerable<string> globs)
    {
        foreach (var glob in globs)
        {
            var patterns = glob[0] == '!' ? _excluded : _included;
            patterns.AddRange(GlobText.Expand(glob.TrimStart('!')).Select(pattern => Glob.Parse(pattern, Globbing)));
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

        var readable = RawPath.Readable(path);
        return _answers[path] = _included.Exists(glob => glob.IsMatch(readable)) && !_excluded.Exists(glob => glob.IsMatch(readable));
    }
}
