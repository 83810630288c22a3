namespace Aspire.Sidecar.Agent.Logging;

internal enum ReadProgress
{
    /// <summary>Everything that is there was read.</summary>
    AtEnd,

    /// <summary>There is more to read.</summary>
    More,

    /// <summary>There may be more to read, but there is no room for it until the receiver has taken some.</summary>
    Blocked,
}
