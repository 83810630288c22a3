using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Orchestrator;
using Aspire.Hosting.Tests.Processes;

namespace Aspire.Hosting.Tests.Containers;

[TestClass]
public sealed class NoEngineTests
{
    [TestMethod]
    public async Task Without_an_engine_containers_say_so_and_everything_else_runs()
    {
        await using var app = await RunningApplication.StartAsync(
            builder =>
            {
                builder.AddContainer("cache", "redis");
                builder.AddDummy("job", "wait");
            },
            "--PATH=/nowhere");

        app.Snapshot("cache").State!.Text.Should().Be(KnownResourceStates.RuntimeUnhealthy);
        (await app.LogAsync("cache")).Should().ContainSingle(line => line.IsErrorMessage)
            .Which.Content.Should().EndWith("Containers cannot be run: no container engine was found on the search path. Install Docker or Podman.");
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task Configured_engine_that_is_not_known_is_named()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddContainer("cache", "redis"), "--dcp-container-runtime", "lxc");

        (await app.LogAsync("cache")).Should().ContainSingle(line => line.Content.Contains("is 'lxc', which is not a known container engine. Set it to 'docker' or 'podman'."));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Engine_that_does_not_answer_is_told_apart_from_none()
    {
        var folder = Directory.CreateTempSubdirectory("aspire-hosting-tests-").FullName;
        var docker = Path.Combine(folder, "docker");
        await File.WriteAllTextAsync(docker, "#!/bin/sh\necho 'Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?' >&2\nexit 1\n");
        File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await using var app = await RunningApplication.StartAsync(builder => builder.AddContainer("cache", "redis"), $"--PATH={folder}");

        app.Snapshot("cache").State!.Text.Should().Be(KnownResourceStates.RuntimeUnhealthy);
        (await app.LogAsync("cache")).Should().ContainSingle(line => line.IsErrorMessage).Which.Content.Should().Contain(
            "The container engine 'docker' is installed but does not work: Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running? Start Docker");
        Directory.Delete(folder, recursive: true);
    }
}
