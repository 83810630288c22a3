namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Whose stack trace the lines of a record are, as far as it matters for the lines that follow.</summary>
internal enum TraceKind
{
    None,

    /// <summary>One whose frames are indented, as those of .NET, Java and JavaScript.</summary>
    Indented,

    Python,
    Go,
    Rust,
    Php,
}
