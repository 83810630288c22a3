using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Aspire.Hosting.Tests.Orchestrator;

namespace Aspire.Hosting.Tests.Containers;

[TestClass]
public sealed class ContainerLifecycleTests
{
    [TestInitialize]
    public Task RequireEngine() => TestEngine.RequireAsync();

    [TestMethod]
    public async Task Container_runs_and_ends_with_its_exit_code_and_all_of_its_output()
    {
        await using var app = await RunningApplication.StartAsync(builder
            => builder.AddScript("job", "for i in $(seq 3000); do echo line $i; done; echo oops >&2; exit 42"));

        var snapshot = await app.WaitForStateAsync("job", KnownResourceStates.Exited);

        snapshot.ExitCode.Should().Be(42);
        snapshot.StopTimeStamp.Should().NotBeNull();
        var lines = await app.LogAsync("job");
        lines.Where(line => line.Content.Contains(" line ")).Select(line => line.Content.Split(' ')[^1])
            .Should().Equal(Enumerable.Range(1, 3000).Select(number => $"{number}"));
        lines.Should().ContainSingle(line => line.IsErrorMessage).Which.Content.Should().EndWith("Z oops");
    }

    [TestMethod]
    public async Task Snapshot_shows_what_runs()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder
            .AddScript("web", TestContainerExtensions.Wait)
            .WithEnvironment("GREETING", "hello")
            .WithVolume("web-data", "/data", isReadOnly: true)
            .WithHttpEndpoint(targetPort: 8080));

        var snapshot = app.Snapshot("web");

        snapshot.ResourceType.Should().Be("Container");
        snapshot.State!.Text.Should().Be(KnownResourceStates.Running);
        snapshot.Properties.ValueOf("container.image").Should().Be("debian:bookworm-slim");
        snapshot.Properties.ValueOf("container.command").Should().Be("bash");
        snapshot.Properties.ValueOf("container.args").Should().BeEquivalentTo(new[] { "-c", TestContainerExtensions.Wait });
        snapshot.Properties.ValueOf("container.ports").Should().BeEquivalentTo(new[] { 8080 });
        snapshot.Properties.ValueOf("container.lifetime").Should().Be(ContainerLifetime.Session);
        app.ContainerId("web").Should().HaveLength(64);
        snapshot.EnvironmentVariables.Should().Contain(variable => variable.Name == "GREETING" && variable.Value == "hello");
        snapshot.Volumes.Should().Equal(new VolumeSnapshot("web-data", "/data", "volume", IsReadOnly: true));
        (await TestEngine.RunAsync("ps", "--filter", $"id={app.ContainerId("web")}", "--format", "{{.Names}}")).Should().MatchRegex("^web-[a-z]{8}$");
        await app.Application.StopAsync();
        await TestEngine.RunAsync("volume", "rm", "web-data");
    }

    [TestMethod]
    public async Task Restart_makes_a_new_container_with_the_same_name_and_host_port()
    {
        await using var app = await RunningApplication.StartAsync(builder
            => builder.AddScript("web", TestContainerExtensions.Serve).WithHttpEndpoint(targetPort: 8080));
        var (id, address) = (app.ContainerId("web"), app.Application.GetEndpoint("web"));
        var name = await TestEngine.RunAsync("inspect", "--format", "{{.Name}}", id);

        await app.ExecuteAsync("web", KnownResourceCommands.RestartCommand);

        app.Snapshot("web").State!.Text.Should().Be(KnownResourceStates.Running);
        app.ContainerId("web").Should().NotBe(id);
        app.Application.GetEndpoint("web").Should().Be(address);
        (await TestEngine.RunAsync("inspect", "--format", "{{.Name}}", app.ContainerId("web"))).Should().Be(name);
        (await Eventually.AnswerAsync(address)).Should().Be("hello");
    }

    [TestMethod]
    public async Task Stop_lets_the_program_end_by_itself_and_start_runs_it_again()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddScript("job", TestContainerExtensions.Wait));
        await app.WaitForLineAsync("job", "waiting");

        await app.ExecuteAsync("job", KnownResourceCommands.StopCommand);
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Exited);
        app.Snapshot("job").ExitCode.Should().Be(3);

        await app.ExecuteAsync("job", KnownResourceCommands.StartCommand);
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Running);
        app.Snapshot("job").ExitCode.Should().BeNull();
    }

    [TestMethod]
    public async Task Program_that_does_not_end_is_killed_after_the_grace_period()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddScript("job", "trap '' TERM; echo stubborn; while :; do sleep 0.1; done"));
        await app.WaitForLineAsync("job", "stubborn");

        await app.ExecuteAsync("job", KnownResourceCommands.StopCommand);

        app.Snapshot("job").ExitCode.Should().Be(137);
    }

    [TestMethod]
    public async Task Nothing_is_left_after_the_application()
    {
        string id;
        string[] networks;
        await using (var app = await RunningApplication.StartAsync(builder => builder.AddScript("job", TestContainerExtensions.Wait).WithVolume("/anonymous")))
        {
            id = app.ContainerId("job");
            networks = await TestEngine.ListAsync("inspect", "--format", "{{range $name, $_ := .NetworkSettings.Networks}}{{println $name}}{{end}}", id);
            await app.Application.StopAsync();
        }

        networks.Should().ContainSingle().Which.Should().MatchRegex("^aspire-session-network-[a-z]{8}-Aspire.Hosting.Tests$");
        (await TestEngine.ListAsync("ps", "-aq", "--filter", $"id={id}")).Should().BeEmpty();
        (await TestEngine.ListAsync("network", "ls", "-q", "--filter", $"name={networks[0]}")).Should().BeEmpty();
    }

    [TestMethod]
    public async Task Refused_container_fails_with_the_words_of_the_engine()
    {
        await using var app = await RunningApplication.StartAsync(builder
            => builder.AddScript("job", "true").WithContainerRuntimeArgs("--network", "container:other"));

        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.FailedToStart);
        (await app.LogAsync("job")).Should().Contain(line
            => line.IsErrorMessage && line.Content.Contains("The container of resource 'job' could not be created:")
                && line.Content.Contains("conflicting options: cannot attach both user-defined and non-user-defined network-modes"));
    }

    [TestMethod]
    public async Task Program_that_does_not_exist_fails_the_start_and_the_next_start_works()
    {
        IResourceBuilder<ContainerResource>? job = null;
        await using var app = await RunningApplication.StartAsync(builder => job = builder.AddScript("job", "echo fine").WithEntrypoint("no-such-program"));
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.FailedToStart);

        job!.WithEntrypoint("bash");
        await app.ExecuteAsync("job", KnownResourceCommands.StartCommand);

        await app.WaitForLineAsync("job", "fine");
        (await app.LogAsync("job")).Should().Contain(line => line.Content.Contains("The container of resource 'job' could not be started:"));
    }

    [TestMethod]
    public async Task Named_container_has_that_name()
    {
        var name = $"aspire-test-{Guid.NewGuid():N}";
        await using var app = await RunningApplication.StartAsync(builder => builder.AddScript("job", TestContainerExtensions.Wait).WithContainerName(name));

        (await TestEngine.RunAsync("inspect", "--format", "{{.Name}}", app.ContainerId("job"))).Should().Be($"/{name}");
        app.Notifications.TryGetCurrentState(name, out _).Should().BeTrue();
    }

    [TestMethod]
    public async Task Other_network_is_refused()
    {
        await using var app = await RunningApplication.StartAsync(builder
            => builder.AddScript("job", "true").WithAnnotation(new ContainerNetworkAliasAnnotation("x") { Network = new NetworkIdentifier("other") }));

        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.FailedToStart);
        (await app.LogAsync("job")).Should().Contain(line => line.Content.Contains("Custom container networks are not supported yet."));
    }
}
