namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// What the planner must know of the target.
/// </summary>
/// <param name="IsRunMode">Whether the application is run, not published.</param>
/// <param name="EngineHasHostNetwork">Whether containers can use the host's network: an engine on Linux.</param>
internal sealed record PodPlanningContext(bool IsRunMode, bool EngineHasHostNetwork)
{
    /// <summary>
    /// Published projects become containers; executables stay what they are, for the target to refuse.
    /// </summary>
    public bool IsContainer(ApplicationModel.IResource resource) =>
        resource.IsContainer() || (!IsRunMode && resource is ApplicationModel.ProjectResource);
}
