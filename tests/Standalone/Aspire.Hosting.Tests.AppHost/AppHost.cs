using System.Globalization;
using Aspire.Hosting.ApplicationModel;

var builder = DistributedApplication.CreateBuilder(args);

if (builder.Configuration["containers"] is null)
{
    builder.AddProject<Projects.Aspire_Hosting_Tests_Dummy>("server")
        .WithArgs("serve", "PORT")
        .WithHttpEndpoint(env: "PORT")
        .WithHttpHealthCheck("/");

    builder.AddProject<Projects.Aspire_Hosting_Tests_Dummy>("tree")
        .WithArgs("children", "2");
}
else
{
    AddBox("box-stubborn", "trap '' TERM");
    AddBox("box-with-volume", "trap 'exit 0' TERM").WithContainerRuntimeArgs(
        "--mount",
        $"type=volume,src=aspire-test-{Guid.NewGuid():N},dst=/data,{OwnLabels("volume-label")}");
}

builder.Build().Run();

IResourceBuilder<ContainerResource> AddBox(string name, string trap)
    => builder.AddContainer(name, "debian", "bookworm-slim").WithEntrypoint("bash").WithArgs("-c", $"{trap}; echo waiting; while :; do sleep 0.1; done");

// How an integration labels what it makes, so that it is removed with the application.
static string OwnLabels(string option)
{
    const string Prefix = "com.microsoft.developer.usvc-dev.";
    using var process = System.Diagnostics.Process.GetCurrentProcess();
    var started = process.StartTime.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffK", CultureInfo.InvariantCulture);

    return string.Create(
        CultureInfo.InvariantCulture,
        $"{option}={Prefix}persistent=false,{option}={Prefix}creatorProcessId={process.Id},{option}={Prefix}creatorProcessStartTime={started}");
}
