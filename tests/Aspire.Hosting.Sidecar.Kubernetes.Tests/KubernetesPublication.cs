using Aspire.Hosting.Sidecar.Kubernetes.Tests.Charts;

namespace Aspire.Hosting.Sidecar.Kubernetes.Tests;

internal static class KubernetesPublication
{
    /// <summary>Publishes, and checks what an API server would.</summary>
    public static Task<Publication> CreateAsync(Action<IDistributedApplicationBuilder> describe, string storageType = "emptyDir") => CreateWholeAsync(builder =>
    {
        builder.AddKubernetesEnvironment("k8s").WithDashboard(false).WithProperties(environment => environment.DefaultStorageType = storageType);
        describe(builder);
    });

    /// <summary>The same for a model with all features, and with a dashboard.</summary>
    public static Task<Publication> CreateAllTogetherAsync() => CreateWholeAsync(builder =>
    {
        builder.AddKubernetesEnvironment("k8s");
        AllTogether.Describe(builder);
    });

    /// <summary>The same for a model with an environment of its own.</summary>
    public static async Task<Publication> CreateWholeAsync(Action<IDistributedApplicationBuilder> describe)
    {
        var publication = await Publication.CreateAsync(builder =>
        {
            builder.Configuration["Parameters:pw"] = "secret";
            builder.Configuration["Parameters:api-cache-password"] = "secret";
            describe(builder);
        });
        publication.Errors.Should().BeEmpty();
        ServerChecks.Accept(RenderedChart.Read(publication));
        return publication;
    }
}
