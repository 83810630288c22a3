using Aspire.Hosting.Docker;

namespace Aspire.Hosting.Sidecar.Docker.Tests;

internal static class ComposePublication
{
    public static Task<Publication> CreateAsync(Action<IDistributedApplicationBuilder> describe) => CreateAsync((builder, _) => describe(builder));

    /// <summary>A model with all features, and with a dashboard.</summary>
    public static Task<Publication> CreateAllTogetherAsync() => Publication.CreateAsync(builder =>
    {
        builder.AddDockerComposeEnvironment("compose");
        AllTogether.Describe(builder);
    });

    public static Task<Publication> CreateAsync(Action<IDistributedApplicationBuilder, IResourceBuilder<DockerComposeEnvironmentResource>> describe) =>
        Publication.CreateAsync(builder => describe(builder, builder.AddDockerComposeEnvironment("compose").WithDashboard(false)));
}
