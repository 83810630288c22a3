namespace Aspire.Hosting.ApplicationModel;

/// <summary>Finds projects and what is known about them.</summary>
public static class ProjectResourceExtensions
{
    /// <summary>Gets the projects of a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The projects.</returns>
    public static IEnumerable<ProjectResource> GetProjectResources(this DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);

        return model.Resources.OfType<ProjectResource>();
    }

    /// <summary>Gets where a project is.</summary>
    /// <param name="projectResource">The project.</param>
    /// <returns>Its metadata.</returns>
    /// <exception cref="InvalidOperationException">The project was added without metadata.</exception>
    public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource)
    {
        ArgumentNullException.ThrowIfNull(projectResource);

        return projectResource.TryGetLastAnnotation<IProjectMetadata>(out var metadata)
            ? metadata
            : throw new InvalidOperationException($"Project resource '{projectResource.Name}' has no project metadata. Add it with AddProject.");
    }
}
