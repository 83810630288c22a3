using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Deciding;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// Finds the container whose namespaces others join.
/// </summary>
internal static class Donor
{
    private const string ContainerId = "container.id";

    /// <summary>
    /// Waits until the main runs, and returns the id of its container: a new one after each start.
    /// </summary>
    public static async Task<string> IdAsync(IResource main, ResourceNotificationService notifications, CancellationToken cancellationToken)
    {
        var running = await notifications.WaitForResourceAsync(
            main.Name,
            update => MemberPhases.Of(update.Snapshot.State?.Text) == MemberPhase.Running && Id(update.Snapshot) is not null,
            cancellationToken).ConfigureAwait(false);
        return Id(running.Snapshot)!;
    }

    /// <summary>
    /// What tells one life of the container's namespaces from the next: its id and when it started, or <see langword="null"/> while either is unknown.
    /// </summary>
    public static string? Identity(CustomResourceSnapshot snapshot) =>
        Id(snapshot) is { } id && snapshot.StartTimeStamp is { } started ? $"{id}@{started.Ticks}" : null;

    public static string? Id(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(property => property.Name == ContainerId)?.Value is string { Length: > 0 } id ? id : null;
}
