namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>The answer of a receiver.</summary>
internal sealed record SendResult(SendOutcome Outcome, string Reason = "")
{
    public static SendResult Accepted { get; } = new(SendOutcome.Accepted);

    /// <summary>Records of an accepted request that the receiver did not take.</summary>
    public long Rejected { get; init; }

    /// <summary>How long the receiver wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static SendResult Unavailable(string reason, TimeSpan? retryAfter = null) => new(SendOutcome.Unavailable, reason) { RetryAfter = retryAfter };
}
