#pragma warning disable ASPIRECERTIFICATES001 // In run mode Redis would take the certificate of the developer itself.

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Publishing.Recipes;

internal static class ProxyRecipes
{
    private const string Source = $"{nameof(ProxyRecipes)}.cs";

    public static readonly Recipe[] All =
    [
        new("Envoy", nameof(AddEnvoy), Source, builder => AddEnvoy(TelemetryRecipes.WithCollector(builder)), "envoy/envoy.yaml", "collector/config.yaml"),
        new("nginx", nameof(AddNginx), Source, builder => AddNginx(Recipe.AddApi(builder)), "nginx/default.conf"),
        new("oauth2-proxy", nameof(AddLogin), Source, builder => AddLogin(builder, Recipe.AddApi(builder))),
        new("Redis with TLS", nameof(AddRedisWithTls), Source, builder => AddRedisWithTls(builder, Recipe.AddApi(builder)), "redis-tls/haproxy.cfg"),
        new("Toxiproxy", nameof(AddToxiproxy), Source, builder => AddToxiproxy(builder, Recipe.AddApi(builder)), "toxiproxy/proxies.json"),
        new("Cloud SQL Auth Proxy", nameof(AddCloudSqlProxy), Source, builder => AddCloudSqlProxy(builder, Recipe.AddApi(builder))),
    ];

    private static void AddEnvoy(IResourceBuilder<ContainerResource> api)
    {
        api.WithSidecar("envoy", "envoyproxy/envoy", "v1.39.0", envoy => envoy
            .WithContainerFiles("/etc/envoy", "envoy")
            .WithHttpEndpoint(targetPort: 10000).WithExternalHttpEndpoints()
            .WithHttpEndpoint(targetPort: 9901, name: "admin")
            .WithHttpHealthCheck("/ready", endpointName: "admin"));
    }

    private static void AddNginx(IResourceBuilder<ContainerResource> api)
    {
        api.WithSidecar("front", "nginx", "1.31.4", front => front
            .WithContainerFiles("/etc/nginx/conf.d", "nginx")
            .WithHttpEndpoint(targetPort: 80).WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/healthz")
            .WithResourceLimits(cpus: 0.5, memory: "64m"));
    }

    private static void AddLogin(IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> api)
    {
        var clientId = builder.AddParameter("login-client-id");
        var clientSecret = builder.AddParameter("login-client-secret", secret: true);
        var cookieSecret = builder.AddParameter("login-cookie-secret", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);

        api.WithSidecar("login", "quay.io/oauth2-proxy/oauth2-proxy", "v7.15.3", login => login
            .WithHttpEndpoint(targetPort: 4180).WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/ping")
            .WithEnvironment("OAUTH2_PROXY_HTTP_ADDRESS", "0.0.0.0:4180")
            .WithEnvironment("OAUTH2_PROXY_UPSTREAMS", api.GetEndpoint("http"))
            .WithEnvironment("OAUTH2_PROXY_PROVIDER", "oidc")
            .WithEnvironment("OAUTH2_PROXY_OIDC_ISSUER_URL", "https://login.example.com")
            .WithEnvironment("OAUTH2_PROXY_EMAIL_DOMAINS", "example.com")
            .WithEnvironment("OAUTH2_PROXY_COOKIE_SECURE", builder.ExecutionContext.IsPublishMode ? "true" : "false")
            .WithEnvironment("OAUTH2_PROXY_CLIENT_ID", clientId)
            .WithSecretFile("OAUTH2_PROXY_CLIENT_SECRET", clientSecret)
            .WithSecretFile("OAUTH2_PROXY_COOKIE_SECRET", cookieSecret));
    }

    private static void AddRedisWithTls(IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> api)
    {
        var password = builder.AddParameter("cache-password", secret: true);
        var cache = builder.AddRedis("cache", password: password).WithoutHttpsCertificate()
            .WithSidecar("tls", "haproxy", "3.2", tls => tls
                .WithContainerFiles("/usr/local/etc/haproxy", "redis-tls")
                .WithBindMount("certificates", "/certificates", isReadOnly: true)
                .WithEndpoint(targetPort: 6380, scheme: "rediss", name: "tls")
                .WithHttpEndpoint(targetPort: 8404, name: "health")
                .WithHttpHealthCheck("/healthz", endpointName: "health"));

        var address = cache.GetSidecarEndpoint("tls", "tls").Property(EndpointProperty.HostAndPort);
        api.WithEnvironment("ConnectionStrings__cache", ReferenceExpression.Create($"{address},ssl=true,password={password}"));
    }

    private static void AddToxiproxy(IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> api)
    {
        builder.AddPostgres("database");

        api.WithSidecar("toxiproxy", "ghcr.io/shopify/toxiproxy", "2.12.0", toxiproxy => toxiproxy
            .WithContainerFiles("/etc/toxiproxy", "toxiproxy")
            .WithArgs("-host=0.0.0.0", "-config=/etc/toxiproxy/proxies.json")
            .WithHttpEndpoint(targetPort: 8474, name: "api")
            .WithEndpoint(targetPort: 25432, name: "database")
            .WithHttpHealthCheck("/version", endpointName: "api"));

        var proxied = api.GetSidecarEndpoint("toxiproxy", "database");
        api.WithEnvironment("PGHOST", proxied.Property(EndpointProperty.Host))
            .WithEnvironment("PGPORT", proxied.Property(EndpointProperty.Port));
    }

    private static void AddCloudSqlProxy(IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> api)
    {
        var credentials = builder.AddParameter("google-credentials", secret: true);

        api.WithSidecar("sql", "gcr.io/cloud-sql-connectors/cloud-sql-proxy", "2.25.3", sql => sql
            .WithStartOrder(SidecarStartOrder.BeforeMain)
            .WithArgs("example:europe-west1:orders", "--address=0.0.0.0", "--port=5432", "--structured-logs")
            .WithArgs("--health-check", "--http-address=0.0.0.0", "--exit-zero-on-sigterm")
            .WithSecretFile("CSQL_PROXY_JSON_CREDENTIALS", credentials, fileVariable: "CSQL_PROXY_CREDENTIALS_FILE")
            .WithEndpoint(targetPort: 5432, name: "postgres")
            .WithHttpEndpoint(targetPort: 9090, name: "health")
            .WithHttpHealthCheck("/readiness", endpointName: "health"));

        var database = api.GetSidecarEndpoint("sql", "postgres");
        api.WithEnvironment("PGHOST", database.Property(EndpointProperty.Host))
            .WithEnvironment("PGPORT", database.Property(EndpointProperty.Port));
    }
}
