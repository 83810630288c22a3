namespace Aspire.Sidecar.Agent.Exporting;

internal enum SendOutcome
{
    /// <summary>The receiver took the request, perhaps without some of its records.</summary>
    Accepted,

    /// <summary>It may take the same request later.</summary>
    Unavailable,

    /// <summary>It may take a smaller one.</summary>
    TooLarge,

    /// <summary>It will never take the request.</summary>
    Refused,
}
