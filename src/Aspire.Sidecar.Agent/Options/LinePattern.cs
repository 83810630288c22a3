using System.Text.RegularExpressions;

namespace Aspire.Sidecar.Agent.Options;

/// <summary>
/// A regular expression of the user. It takes time that grows with the line and no faster, where it allows that; one that looks around or back is given up after a while: who writes a
/// log must not be able to stop the agent.
/// </summary>
internal sealed class LinePattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Regex _regex;

    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public LinePattern(string pattern) => _regex = Compile(pattern);

    /// <summary>Whether a line matches; one that takes too long does not.</summary>
    public bool IsMatch(string line)
    {
        try
        {
            return _regex.IsMatch(line);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>Replaces what matches; all of a line that takes too long, for it may hold what nobody is to see.</summary>
    public string Replace(string line, string replacement)
    {
        try
        {
            return _regex.Replace(line, replacement);
        }
        catch (RegexMatchTimeoutException)
        {
            return replacement;
        }
    }

    public override string ToString() => _regex.ToString();

    private static Regex Compile(string pattern)
    {
        try
        {
            return new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException)
        {
            return new(pattern, RegexOptions.CultureInvariant, Patience);
        }
    }
}
