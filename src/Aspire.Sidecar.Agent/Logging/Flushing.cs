namespace Aspire.Sidecar.Agent.Logging;

/// <summary>What to do at the end of a file with what may go on.</summary>
internal enum Flushing
{
    /// <summary>Hold it back.</summary>
    Nothing,

    /// <summary>Let go of the record that waits for more lines, but not of a line without an end.</summary>
    Records,

    /// <summary>Let go of everything.</summary>
    Everything,
}
