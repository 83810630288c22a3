var builder = DistributedApplication.CreateBuilder(args);

builder.AddSidecarTelemetry();
builder.AddKubernetesEnvironment("k8s");

builder.AddProject<Projects.Catalog_Api>("api")
    .WithHttpHealthCheck("/health")
    .WithSharedVolume("catalogue", "/var/lib/catalogue", isReadOnly: true)
    .WithSharedVolume("logs", "/var/log/api")
    .WithInitContainer("seed", (application, name) => application.AddProject<Projects.Catalog_Seed>(name)
        .WithSharedVolume("catalogue", "/var/lib/catalogue"))
    .WithSidecar("pricing", (application, name) => application.AddProject<Projects.Catalog_Pricing>(name)
        .WithHttpHealthCheck("/health"))
    .WithLoggingSidecar("logs")
    .WithMonitoringSidecar(options =>
    {
        // As often as the dashboard draws its charts.
        options.Interval = TimeSpan.FromSeconds(1);
        options.Probe("http", "/health");
    });

builder.Build().Run();
