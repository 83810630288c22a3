#pragma warning disable ASPIRECERTIFICATES001 // In run mode Redis would take the certificate of the developer itself.

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Publishing.Recipes;

internal static class TelemetryRecipes
{
    private const string Source = $"{nameof(TelemetryRecipes)}.cs";
    private const string CollectorFile = "collector/config.yaml";

    public static readonly Recipe[] All =
    [
        new("OpenTelemetry Collector", nameof(AddCollector), Source, builder => AddCollector(builder, Recipe.AddApi(builder)), CollectorFile),
        new("Fluent Bit", nameof(AddFluentBit), Source, builder => AddFluentBit(WithCollector(builder)), "fluent-bit/fluent-bit.yaml", CollectorFile),
        new("Vector", nameof(AddVector), Source, builder => AddVector(WithCollector(builder)), "vector/vector.yaml", CollectorFile),
        new("Exporter for PostgreSQL", nameof(AddPostgresExporter), Source, AddPostgresExporter),
        new("Exporter for Redis", nameof(AddRedisExporter), Source, AddRedisExporter),
        new("Exporter for nginx", nameof(AddNginxExporter), Source, AddNginxExporter, "web/default.conf"),
    ];

    /// <summary>A main with the first recipe.</summary>
    public static IResourceBuilder<ContainerResource> WithCollector(IDistributedApplicationBuilder builder)
    {
        var api = Recipe.AddApi(builder);
        AddCollector(builder, api);
        return api;
    }

    private static void AddCollector(IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> api)
    {
        api.WithSidecar("collector", "otel/opentelemetry-collector-contrib", "0.159.0", collector => collector
            .WithContainerFiles("/etc/otelcol-contrib", "collector")
            .WithEnvironment("OTLP_API_KEY", builder.Configuration["AppHost:OtlpApiKey"])
            .WithHttpEndpoint(targetPort: 4317, name: "grpc")
            .WithHttpEndpoint(targetPort: 4318, name: "http")
            .WithHttpEndpoint(targetPort: 13133, name: "health")
            .WithHttpHealthCheck("/", endpointName: "health")
            .WithResourceLimits(memory: "256m"));
        api.WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", api.GetSidecarEndpoint("collector", "grpc"))
            .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
            .WithEnvironment("OTEL_SERVICE_NAME", "api");
    }

    private static void AddFluentBit(IResourceBuilder<ContainerResource> api)
    {
        var otlp = api.GetSidecarEndpoint("collector", "http");
        api.WithSharedVolume("logs", "/var/log/api")
            .WithSidecar("shipper", "fluent/fluent-bit", "5.1.2", shipper => shipper
                .WithSharedVolume("logs", "/logs")
                .WithContainerFiles("/etc/fluent-bit", "fluent-bit")
                .WithArgs("-c", "/etc/fluent-bit/fluent-bit.yaml")
                .WithEnvironment("OTLP_HOST", otlp.Property(EndpointProperty.Host))
                .WithEnvironment("OTLP_PORT", otlp.Property(EndpointProperty.Port))
                .WithHttpEndpoint(targetPort: 2020)
                .WithHttpHealthCheck("/api/v2/health")
                .WithStopGracePeriod(TimeSpan.FromSeconds(20)));
    }

    private static void AddVector(IResourceBuilder<ContainerResource> api)
    {
        api.WithSharedVolume("logs", "/var/log/api")
            .WithSidecar("shipper", "timberio/vector", "0.57.0-alpine", shipper => shipper
                .WithSharedVolume("logs", "/logs")
                .WithContainerFiles("/etc/vector", "vector")
                .WithHttpEndpoint(targetPort: 8686)
                .WithHttpHealthCheck("/health")
                .WithStopGracePeriod(TimeSpan.FromSeconds(20)));
    }

    private static void AddPostgresExporter(IDistributedApplicationBuilder builder)
    {
        var password = builder.AddParameter("database-password", secret: true);
        var database = builder.AddPostgres("database", password: password);
        var address = database.GetEndpoint("tcp").Property(EndpointProperty.HostAndPort);

        database
            .WithSidecar("exporter", "quay.io/prometheuscommunity/postgres-exporter", "v0.20.1", exporter => exporter
                .WithEnvironment("DATA_SOURCE_URI", ReferenceExpression.Create($"{address}/postgres?sslmode=disable"))
                .WithEnvironment("DATA_SOURCE_USER", "postgres")
                .WithSecretFile("DATA_SOURCE_PASS", password)
                .WithHttpEndpoint(targetPort: 9187)
                .WithHttpHealthCheck("/metrics"))
            .WithMonitoringSidecar(options => options.ScrapeEndpoint(database.GetSidecarEndpoint("exporter", "http")));
    }

    private static void AddRedisExporter(IDistributedApplicationBuilder builder)
    {
        var password = builder.AddParameter("cache-password", secret: true);
        var cache = builder.AddRedis("cache", password: password).WithoutHttpsCertificate();

        cache
            .WithSidecar("exporter", "oliver006/redis_exporter", "v1.88.0", exporter => exporter
                .WithEnvironment("REDIS_ADDR", "redis://localhost:6379")
                .WithSecretFile("REDIS_PASSWORD", password, content: value => $$"""{ "redis://localhost:6379": "{{value}}" }""")
                .WithHttpEndpoint(targetPort: 9121)
                .WithHttpHealthCheck("/health"))
            .WithMonitoringSidecar(options => options.ScrapeEndpoint(cache.GetSidecarEndpoint("exporter", "http")));
    }

    private static void AddNginxExporter(IDistributedApplicationBuilder builder)
    {
        var web = builder.AddContainer("web", "nginx", "1.31.4")
            .WithContainerFiles("/etc/nginx/conf.d", "web")
            .WithHttpEndpoint(targetPort: 80)
            .WithSidecar("exporter", "nginx/nginx-prometheus-exporter", "1.5.3", exporter => exporter
                .WithArgs("--nginx.scrape-uri=http://127.0.0.1/stub_status")
                .WithHttpEndpoint(targetPort: 9113)
                .WithHttpHealthCheck("/metrics"));
        web.WithMonitoringSidecar(options => options.ScrapeEndpoint(web.GetSidecarEndpoint("exporter", "http")));
    }
}
