using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Publishing.Recipes;

internal static class ContentRecipes
{
    private const string Source = $"{nameof(ContentRecipes)}.cs";

    public static readonly Recipe[] All =
    [
        new("Vault Agent", nameof(AddVaultAgent), Source, builder => AddVaultAgent(Recipe.AddApi(builder)), "vault/agent.hcl"),
        new("git-sync", nameof(AddGitSync), Source, builder => AddGitSync(builder, Recipe.AddApi(builder))),
        new("Dapr", nameof(AddDapr), Source, builder => AddDapr(builder, Recipe.AddApi(builder)), "dapr/statestore.yaml"),
    ];

    private static void AddVaultAgent(IResourceBuilder<ContainerResource> api)
    {
        static IResourceBuilder<T> Configure<T>(IResourceBuilder<T> agent) where T : ContainerResource => agent
            .WithArgs("agent", "-config=/vault/config/agent.hcl")
            .WithEnvironment("VAULT_ADDR", "https://vault.example.com")
            .WithEnvironment("SKIP_SETCAP", "true")
            .WithContainerFiles("/vault/config", "vault")
            .WithBindMount("vault-approle", "/vault/approle", isReadOnly: true)
            .WithSharedVolume("secrets", "/vault/secrets");

        api.WithSharedVolume("secrets", "/run/secrets", isReadOnly: true)
            .WithInitContainer("secrets", "hashicorp/vault", "2.0.4", agent => Configure(agent).WithArgs("-exit-after-auth"))
            .WithSidecar("vault", "hashicorp/vault", "2.0.4", agent => Configure(agent));
    }

    private static void AddGitSync(IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> api)
    {
        var token = builder.AddParameter("git-token", secret: true);

        api.WithSharedVolume("content", "/srv/content", isReadOnly: true)
            .WithSidecar("git", "registry.k8s.io/git-sync/git-sync", "v4.7.1", git => git
                .WithStartOrder(SidecarStartOrder.BeforeMain)
                .WithSharedVolume("content", "/git")
                .WithEnvironment("GITSYNC_REPO", "https://git.example.com/content.git")
                .WithEnvironment("GITSYNC_ROOT", "/git")
                .WithEnvironment("GITSYNC_LINK", "current")
                .WithEnvironment("GITSYNC_PERIOD", "30s")
                .WithEnvironment("GITSYNC_USERNAME", "git")
                .WithSecretFile("GITSYNC_PASSWORD", token)
                .WithEnvironment("GITSYNC_HTTP_BIND", ":1234")
                .WithHttpEndpoint(targetPort: 1234)
                .WithHttpHealthCheck("/"));
    }

    private static void AddDapr(IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> api)
    {
        api.WithSidecar("dapr", "daprio/daprd", "1.18.3", dapr => dapr
            .WithEntrypoint("/daprd")
            .WithArgs("--app-id=api", "--app-port=8080", "--resources-path=/components", "--metrics-port=9090")
            .WithContainerFiles("/components", "dapr")
            .WithEnvironment("OTEL_EXPORTER_OTLP_INSECURE", builder.ExecutionContext.IsPublishMode ? "true" : "false")
            .WithHttpEndpoint(targetPort: 3500)
            .WithHttpEndpoint(targetPort: 50001, name: "grpc")
            .WithHttpHealthCheck("/v1.0/healthz", statusCode: 204));

        api.WithEnvironment("DAPR_HTTP_ENDPOINT", api.GetSidecarEndpoint("dapr", "http"))
            .WithEnvironment("DAPR_GRPC_ENDPOINT", api.GetSidecarEndpoint("dapr", "grpc"));
    }
}
