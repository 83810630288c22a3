namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Why lines were not delivered, as the counter says it.</summary>
internal static class DropReason
{
    /// <summary>The receiver refused the whole request for good.</summary>
    public const string Refused = "refused";

    /// <summary>The receiver took the request but not these records of it.</summary>
    public const string Rejected = "rejected";
}
