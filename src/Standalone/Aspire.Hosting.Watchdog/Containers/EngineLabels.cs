namespace Aspire.Hosting.Watchdog.Containers;

/// <summary>
/// The labels on what is made with a container engine. All but that of the run are those of Aspire's own orchestrator, so
/// that either cleans up after the other, and so that whatever else an AppHost makes and labels like this is cleaned up too.
/// </summary>
internal static class EngineLabels
{
    private const string Prefix = "com.microsoft.developer.usvc-dev.";

    /// <summary>Whether it outlives the AppHost: <c>true</c> or <c>false</c>.</summary>
    public const string Persistent = Prefix + "persistent";

    /// <summary>The process id of the AppHost.</summary>
    public const string CreatorProcessId = Prefix + "creatorProcessId";

    /// <summary>When the AppHost was started, which tells it apart from a later process with the same id.</summary>
    public const string CreatorProcessStartTime = Prefix + "creatorProcessStartTime";

    /// <summary>The instance of a resource that a container belongs to.</summary>
    public const string Name = Prefix + "name";

    /// <summary>What a persistent container was made from. It is kept while that is the same.</summary>
    public const string LifecycleKey = Prefix + "lifecycle-key";

    /// <summary>The run of one application; an AppHost process can have several.</summary>
    public const string Run = "aspire.hosting.run";
}
