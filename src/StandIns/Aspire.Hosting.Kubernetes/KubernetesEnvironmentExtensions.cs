using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Preparing;
using Aspire.Hosting.StandIns;

namespace Aspire.Hosting;

/// <summary>
/// Adds environments that publish a Helm chart.
/// </summary>
public static class KubernetesEnvironmentExtensions
{
    /// <summary>
    /// Adds an environment.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource name.</param>
    /// <returns>The environment.</returns>
    public static IResourceBuilder<KubernetesEnvironmentResource> AddKubernetesEnvironment(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);

        KubernetesValidation.AddTo(builder);
        var environment = new KubernetesEnvironmentResource(name)
        {
            ChartName = ObjectNames.Chart(builder.Environment.ApplicationName),
            Dashboard = PublishedDashboard.Create(builder, name).Resource,
        };

        // Only what is published has an environment: in run mode it would be a row in the dashboard that does nothing.
        return builder.ExecutionContext.IsRunMode ? builder.CreateResourceBuilder(environment) : builder.AddResource(environment);
    }

    /// <summary>
    /// Sets properties of an environment.
    /// </summary>
    /// <param name="builder">The environment.</param>
    /// <param name="configure">Sets properties.</param>
    /// <returns>The builder it was called on.</returns>
    public static IResourceBuilder<KubernetesEnvironmentResource> WithProperties(
        this IResourceBuilder<KubernetesEnvironmentResource> builder, Action<KubernetesEnvironmentResource> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);

        configure(builder.Resource);
        return builder;
    }

    /// <summary>
    /// Says whether the Aspire dashboard is a workload too.
    /// </summary>
    /// <param name="builder">The environment.</param>
    /// <param name="enabled">Whether it is.</param>
    /// <returns>The builder it was called on.</returns>
    public static IResourceBuilder<KubernetesEnvironmentResource> WithDashboard(this IResourceBuilder<KubernetesEnvironmentResource> builder, bool enabled = true)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Resource.DashboardEnabled = enabled;
        return builder;
    }
}
