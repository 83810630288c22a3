namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Whether a line belongs to the record before.</summary>
internal enum Continuation
{
    Begins,
    Joins,

    /// <summary>Only the next line tells.</summary>
    Perhaps,
}
