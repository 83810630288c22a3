namespace Aspire.Hosting.Health;

/// <summary>When to check again: soon while a resource is not healthy yet, then less and less often.</summary>
internal sealed class HealthCheckInterval
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Last = TimeSpan.FromSeconds(5);

    private TimeSpan _next = First;

    public TimeSpan Next(bool isHealthy)
    {
        if (isHealthy)
        {
            _next = First;
            return Last;
        }

        var current = _next;
        _next = current * 1.5 < Last ? current * 1.5 : Last;

        return current;
    }
}
