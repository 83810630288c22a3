namespace Aspire.Hosting.Terminal;

/// <summary>What a line means to its reader.</summary>
internal enum TerminalTone
{
    /// <summary>Output of a resource, as it came.</summary>
    Plain,

    /// <summary>Something changed.</summary>
    Notice,

    /// <summary>Something succeeded.</summary>
    Good,

    /// <summary>Something failed.</summary>
    Bad,
}
