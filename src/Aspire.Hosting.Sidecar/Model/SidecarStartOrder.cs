namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// When a sidecar starts, relative to its main.
/// </summary>
public enum SidecarStartOrder
{
    /// <summary>Together with the main: it waits for what the main waits for.</summary>
    WithMain,

    /// <summary>Before the main: the main waits until it is healthy, or is running if it has no health check.</summary>
    BeforeMain,

    /// <summary>After the main: it waits until the main is healthy, or is running if the main has no health check.</summary>
    AfterMain,
}
