namespace Aspire.Hosting.ApplicationModel;

/// <summary>The type that a resource shows itself as when it does not say so itself.</summary>
internal static class ResourceTypeNames
{
    public const string Executable = "Executable";
    public const string Project = "Project";
    public const string Container = "Container";

    public static string Of(IResource resource) => resource switch
    {
        ProjectResource => Project,
        ExecutableResource when resource.Annotations.OfType<IProjectMetadata>().Any() => Project,
        ExecutableResource => Executable,
        ContainerResource => Container,
        ParameterResource => "Parameter",
        ConnectionStringResource => "ConnectionString",
        ExternalServiceResource => "ExternalService",
        _ => resource.GetType().Name,
    };
}
