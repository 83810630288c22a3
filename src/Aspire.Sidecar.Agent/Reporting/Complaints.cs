namespace Aspire.Sidecar.Agent.Reporting;

/// <summary>Lets each complaint be made once, and again only after a while: what goes wrong at every poll would fill the log.</summary>
internal sealed class Complaints(TimeProvider timeProvider)
{
    private const int RememberedAtMost = 10_000;
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, long> _toldAt = new(StringComparer.Ordinal);

    public bool ShouldTell(string about)
    {
        if (_toldAt.TryGetValue(about, out var toldAt) && timeProvider.GetElapsedTime(toldAt) < AgainAfter)
        {
            return false;
        }

        if (_toldAt.Count >= RememberedAtMost)
        {
            _toldAt.Clear();
        }

        _toldAt[about] = timeProvider.GetTimestamp();
        return true;
    }

    /// <summary>Notes that it is all right again.</summary>
    public void Withdraw(string about)
    {
        if (_toldAt.Count > 0)
        {
            _toldAt.Remove(about);
        }
    }
}
