using Pods.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

if (builder.ExecutionContext.IsRunMode && await BaseImage.FindProblemAsync(builder.Configuration) is { } problem)
{
    await Console.Error.WriteLineAsync(problem);
    return 1;
}

builder.AddSidecarTelemetry();
builder.AddDockerComposeEnvironment("compose");

var password = builder.AddParameter("redis-password", new GenerateParameterDefault { MinLength = 24, Special = false }, secret: true);

var redis = builder.AddDockerfile("redis", "../images/redis")
    .WithEndpoint(targetPort: 6379, name: "tcp")
    .WithEnvironment("REDIS_PASSWORD", password)
    .WithSharedVolume("socket", "/run/redis")
    .WithSharedVolume("backups", "/backups", isReadOnly: true)
    .WithResourceLimits(cpus: 1, memory: "256m", processes: 64)
    .WithRedisHealthCheck()
    .WithSidecar("exporter", (application, name) => application.AddDockerfile(name, "../images/exporter")
        .WithHttpEndpoint(targetPort: 9121)
        .WithHttpHealthCheck("/health")
        .WithEnvironment("REDIS_PASSWORD", password)
        .WithResourceLimits(cpus: 0.25, memory: "64m", processes: 32))
    .WithSidecar("tls", (application, name) => application.AddDockerfile(name, "../images/tls")
        .WithEndpoint(targetPort: 6380, scheme: "rediss", name: "tls")
        .WithResourceLimits(cpus: 0.25, memory: "32m", processes: 32)
        .WithRestartPolicy(SidecarRestartPolicy.Always()))
    .WithSidecar("backup", (application, name) => application.AddDockerfile(name, "../images/backup")
        .WithSharedVolume("socket", "/run/redis", isReadOnly: true)
        .WithSharedVolume("backups", "/backups", configure: volume => volume.Lifetime = SharedVolumeLifetime.Persistent)
        .WithSharedProcesses()
        .WithEnvironment("REDISCLI_AUTH", password)
        .WithEnvironment("BACKUP_INTERVAL", "30")
        .WithEnvironment("BACKUP_KEEP", "5")
        .WithResourceLimits(cpus: 0.25, memory: "64m", processes: 32));

builder.AddProject<Projects.Pods_Api>("api")
    .WithHttpHealthCheck("/health")
    .WithEnvironment("REDIS_URL", redis.GetEndpoint("tcp"))
    .WithEnvironment("REDIS_PASSWORD", password)
    .WithSharedVolume("logs", "/var/log/api")
    .WaitFor(redis)
    .WithSidecar("front", (application, name) => application.AddDockerfile(name, "../images/front")
        .WithHttpEndpoint(targetPort: 8080)
        .WithHttpHealthCheck("/health")
        .WithSharedVolume("logs", "/var/log/api", isReadOnly: true)
        .WithResourceLimits(cpus: 0.5, memory: "64m", processes: 32))
    .WithSidecar("tail", (application, name) => application.AddContainer(name, BaseImage.Repository, BaseImage.Tag)
        .WithEntrypoint("sh")
        .WithArgs("-c", "trap exit TERM; tail --follow=name --retry --lines=+1 $SIDECAR_VOLUME_LOGS/access.log & wait")
        .WithSharedVolume("logs", "/var/log/api", isReadOnly: true)
        .WithResourceLimits(cpus: 0.1, memory: "16m", processes: 8));

await builder.Build().RunAsync();
return 0;
