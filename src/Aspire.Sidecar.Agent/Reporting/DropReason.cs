namespace Aspire.Sidecar.Agent.Reporting;

/// <summary>Why lines were not delivered.</summary>
internal enum DropReason
{
    /// <summary>The receiver refused the whole request for good.</summary>
    Refused,

    /// <summary>The receiver took the request but not these records of it.</summary>
    Rejected,
}
