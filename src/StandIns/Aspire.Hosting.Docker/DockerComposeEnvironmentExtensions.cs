using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Preparing;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.StandIns;

namespace Aspire.Hosting;

/// <summary>
/// Adds environments that publish a Compose file.
/// </summary>
public static class DockerComposeEnvironmentExtensions
{
    /// <summary>
    /// Adds an environment.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource name.</param>
    /// <returns>The environment.</returns>
    public static IResourceBuilder<DockerComposeEnvironmentResource> AddDockerComposeEnvironment(
        this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);

        ComposeValidation.AddTo(builder);
        var dashboard = PublishedDashboard.Create(builder, name).PublishAsDockerComposeService((_, service) => service.Restart = "always");
        var environment = new DockerComposeEnvironmentResource(name) { Dashboard = dashboard.Resource };

        // Only what is published has an environment: in run mode it would be a row in the dashboard that does nothing.
        return builder.ExecutionContext.IsRunMode ? builder.CreateResourceBuilder(environment) : builder.AddResource(environment);
    }

    /// <summary>
    /// Changes the Compose file before it is written.
    /// </summary>
    /// <param name="builder">The environment.</param>
    /// <param name="configure">Changes the file.</param>
    /// <returns>The builder it was called on.</returns>
    public static IResourceBuilder<DockerComposeEnvironmentResource> ConfigureComposeFile(
        this IResourceBuilder<DockerComposeEnvironmentResource> builder, Action<ComposeFile> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);

        builder.Resource.Configurations.Add(configure);
        return builder;
    }

    /// <summary>
    /// Says whether the Aspire dashboard is a service too.
    /// </summary>
    /// <param name="builder">The environment.</param>
    /// <param name="enabled">Whether it is.</param>
    /// <returns>The builder it was called on.</returns>
    public static IResourceBuilder<DockerComposeEnvironmentResource> WithDashboard(
        this IResourceBuilder<DockerComposeEnvironmentResource> builder, bool enabled = true)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Resource.DashboardEnabled = enabled;
        return builder;
    }
}
