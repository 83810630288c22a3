namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Waiting times between attempts: each twice the one before, with jitter, unless the receiver asks for a longer one.</summary>
internal sealed class RetryDelay(Func<double> random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(5);

    private TimeSpan _next = First;

    public TimeSpan Next(TimeSpan? asked)
    {
        // Between half of it and all of it, so that many agents do not come back at the same moment.
        var delay = _next * (0.5 + (random() / 2));
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return asked is not { } wish || wish < delay ? delay : wish < LongestAsked ? wish : LongestAsked;
    }

    public void Reset() => _next = First;
}
