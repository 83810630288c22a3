namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Which network a sidecar is in.
/// </summary>
public enum SidecarNetwork
{
    /// <summary>
    /// The main's, where the platform can: a container with a container main, a process with a process. Its own otherwise, and before the main starts.
    /// </summary>
    Auto,

    /// <summary>The main's: one address, one hostname, <c>localhost</c> between the members. An error where the platform cannot.</summary>
    Shared,

    /// <summary>Its own: the ordinary networking of a resource.</summary>
    Separate,
}
