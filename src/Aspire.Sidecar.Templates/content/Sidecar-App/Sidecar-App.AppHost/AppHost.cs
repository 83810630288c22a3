var builder = DistributedApplication.CreateBuilder(args);

// A main with its sidecars is one pod: they start and stop together, share what the main writes to its log files, and call each other on localhost.
builder.AddProject<Projects.SIDECAR_APP_Api>("api")
    .WithHttpHealthCheck("/health")
    .WithSharedVolume("logs", "/var/log/api")
    .WithSidecar("clock", (application, name) => application.AddProject<Projects.SIDECAR_APP_Clock>(name))
    .WithLoggingSidecar("logs");

builder.Build().Run();
