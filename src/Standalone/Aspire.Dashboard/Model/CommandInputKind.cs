namespace Aspire.Dashboard.Model;

/// <summary>What the values of an input look like.</summary>
public enum CommandInputKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A text that is not shown while it is typed.</summary>
    Secret,

    /// <summary>One of several.</summary>
    Choice,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,
}
