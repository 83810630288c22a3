namespace Aspire.Sidecar.Agent.Exporting;

internal enum SendOutcome
{
    /// <summary>The receiver took the request, perhaps without some of its records.</summary>
    Accepted,

    /// <summary>It may take the same request later: it is away, busy, or not the right one, or our key is not the right one.</summary>
    Unavailable,

    /// <summary>It may take a smaller one.</summary>
    TooLarge,

    /// <summary>It may take a smaller one, or the same one later: it does not say.</summary>
    Exhausted,

    /// <summary>It has something against what stands in the request, or against all requests: another one tells.</summary>
    Refused,
}
