using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Joining;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// The container of a member, whether the host runs it or the integration.
/// </summary>
internal static class MemberContainer
{
    /// <summary>The resource as the user declared it.</summary>
    public static IResource Declared(IResource resource) => resource is JoinedSidecarResource joined ? joined.Container : resource;

    /// <summary>Its name or id for the engine, or <see langword="null"/> while it has none.</summary>
    public static string? Id(IResource resource, ResourceNotificationService notifications) => resource switch
    {
        JoinedSidecarResource joined => joined.ContainerName,
        _ => notifications.TryGetCurrentState(resource.Name, out var current) ? Donor.Id(current.Snapshot) : null,
    };
}
