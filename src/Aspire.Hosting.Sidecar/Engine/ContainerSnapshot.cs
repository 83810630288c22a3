using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// Reads from a resource's snapshot which container, or process, it is about.
/// </summary>
internal static class ContainerSnapshot
{
    public const string ContainerId = "container.id";
    private const string ProcessId = "executable.pid";

    /// <summary>The id of the container, or <see langword="null"/> while there is none.</summary>
    public static string? Id(CustomResourceSnapshot snapshot) => Value(snapshot, ContainerId) is string { Length: > 0 } id ? id : null;

    /// <summary>The id of the process that the orchestrator runs, or <see langword="null"/> while there is none.</summary>
    public static int? Process(CustomResourceSnapshot snapshot) => Value(snapshot, ProcessId) switch
    {
        int id => id,
        long id => (int)id,
        string text when int.TryParse(text, out var id) => id,
        _ => null,
    };

    /// <summary>The id of the container that a resource has now, for the engine.</summary>
    public static string? CurrentId(IResource resource, ResourceNotificationService notifications) =>
        notifications.TryGetCurrentState(resource.Name, out var current) ? Id(current.Snapshot) : null;

    private static object? Value(CustomResourceSnapshot snapshot, string name) => snapshot.Properties.FirstOrDefault(property => property.Name == name)?.Value;
}
