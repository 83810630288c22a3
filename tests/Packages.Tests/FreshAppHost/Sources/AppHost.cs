var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });

builder.AddDockerComposeEnvironment("compose");

if (builder.ExecutionContext.IsRunMode)
{
    // Programs of this machine: what the sidecar writes is shipped by the agent.
    builder.AddExecutable("worker", "sleep", ".", "infinity")
        .WithSharedVolume("logs", "/logs")
        .WithSidecar("writer", (application, name) => application.AddExecutable(name, "bash", ".", "-c", "echo from the writer >> $SIDECAR_VOLUME_LOGS/writer.log; sleep infinity")
            .WithSharedVolume("logs", "/logs"))
        .WithLoggingSidecar("logs");
}

if (builder.ExecutionContext.IsPublishMode || builder.Configuration["containers"] == "true")
{
    // Containers: the sidecar says whether it is in the network of its main.
    builder.AddContainer("pod", "debian", "bookworm-slim")
        .WithEntrypoint("bash")
        .WithArgs("-c", "readlink /proc/self/ns/net > /logs/network; sleep infinity")
        .WithSharedVolume("logs", "/logs")
        .WithSidecar("joined", "debian", "bookworm-slim", sidecar => sidecar
            .WithEntrypoint("bash")
            .WithArgs("-c", "until [ -s /logs/network ]; do sleep 0.1; done; [ $(readlink /proc/self/ns/net) = $(cat /logs/network) ] && echo one network >> /logs/joined.log; sleep infinity")
            .WithSharedVolume("logs", "/logs"))
        .WithLoggingSidecar("logs", options => options.Files.Add("*.log"));
}

builder.Build().Run();
