namespace Aspire.Hosting.ApplicationModel;

/// <summary>Whether a command can be given.</summary>
public enum ResourceCommandState
{
    /// <summary>It can.</summary>
    Enabled,

    /// <summary>It is shown but cannot be given now.</summary>
    Disabled,

    /// <summary>It is not shown.</summary>
    Hidden,
}
