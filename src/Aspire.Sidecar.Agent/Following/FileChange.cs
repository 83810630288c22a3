namespace Aspire.Sidecar.Agent.Following;

internal enum FileChange
{
    None,

    Grown,

    /// <summary>What was read is no longer there: the file was truncated, and perhaps written again.</summary>
    Rewritten,
}
