namespace Aspire.Sidecar.Agent.Logging;

/// <summary>Lets so many records through in a second, and up to a second's worth at once; what is more waits in the files.</summary>
/// <param name="perSecond">The number; 0 for no limit.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class RateLimit(int perSecond, TimeProvider timeProvider)
{
    private double _tokens = perSecond;
    private long _filledAt = timeProvider.GetTimestamp();

    public bool IsReached
    {
        get
        {
            if (perSecond == 0 || _tokens >= 1)
            {
                return false;
            }

            var now = timeProvider.GetTimestamp();
            _tokens = Math.Min(perSecond, _tokens + (timeProvider.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
            _filledAt = now;
            return _tokens < 1;
        }
    }

    public void Take() => _tokens--;
}
