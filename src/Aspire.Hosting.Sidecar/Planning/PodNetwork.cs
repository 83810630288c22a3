namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// Where a member listens.
/// </summary>
internal enum PodNetwork
{
    /// <summary>A process on the host, or a container with the host's network.</summary>
    Host,

    /// <summary>The namespace of the main's container: the main itself, and the containers that join it.</summary>
    Pod,

    /// <summary>A container with ordinary networking of its own.</summary>
    Separate,
}
