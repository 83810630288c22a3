using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Orchestrator;

namespace Aspire.Hosting.Tests.Containers;

/// <summary>What is put into containers: mounts, files, variables and images built for them.</summary>
[TestClass]
public sealed class ContainerContentTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aspire-hosting-tests-").FullName;

    [TestInitialize]
    public Task RequireEngine() => TestEngine.RequireAsync();

    [TestCleanup]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task Mounts_are_there_and_volumes_that_are_named_stay()
    {
        var volume = $"aspire-test-{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(Path.Combine(_folder, "in, put"), "from the host");
        await using (var app = await RunningApplication.StartAsync(builder => builder
            .AddScript("job", "cat '/in, put'; echo; touch '/in, put' && echo written; touch /data/file && echo stored")
            .WithBindMount(Path.Combine(_folder, "in, put"), "/in, put", isReadOnly: true)
            .WithVolume(volume, "/data")))
        {
            await app.WaitForStateAsync("job", KnownResourceStates.Exited);

            var log = string.Join('\n', (await app.LogAsync("job")).Select(line => line.Content));
            log.Should().Contain("from the host").And.Contain("stored").And.NotContain("written");
        }

        (await TestEngine.RunAsync("volume", "rm", volume)).Should().Be(volume);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Values_of_variables_never_show_in_the_list_of_processes()
    {
        var secret = $"s3cret-{Guid.NewGuid():N}";
        using var watching = new CancellationTokenSource();
        var seen = Task.Run(() => SeenInCommandLines(secret, watching.Token));
        await using var app = await RunningApplication.StartAsync(builder => builder
            .AddScript("job", "echo \"$PLAIN|$DOCKER_HOST|$LINES\"; echo \"$HOME\"")
            .WithEnvironment("PLAIN", secret)
            .WithEnvironment("DOCKER_HOST", $"tcp://{secret}")
            .WithEnvironment("LINES", $"first\n{secret}")
            .WithEnvironment("HOME", "/home/x # y"));
        await app.WaitForStateAsync("job", KnownResourceStates.Exited);
        await watching.CancelAsync();

        (await seen).Should().BeEmpty();
        var log = string.Join('\n', (await app.LogAsync("job")).Select(line => line.Content.Split("Z ", 2)[^1]));
        log.Should().Be($"{secret}|tcp://{secret}|first\n{secret}\n/home/x # y");
        Directory.GetFiles(Path.GetTempPath(), "aspire-*.env").Should().BeEmpty();
    }

    [TestMethod]
    public async Task Files_are_there_before_the_program_starts_with_their_owners_and_modes()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "source.txt"), "from a file");
        await using var app = await RunningApplication.StartAsync(builder => builder
            .AddScript("job", "cat /app/config/a.txt /app/config/sub/b.txt; echo; stat -c '%n %u:%g %a' /app/config/a.txt /app/config/sub /app/config/sub/b.txt; stat -c '%n %a' /app")
            .WithContainerFiles(
                "/app/config",
                [
                    new ContainerFile { Name = "a.txt", Contents = "text " },
                    new ContainerDirectory
                    {
                        Name = "sub",
                        Entries = [new ContainerFile { Name = "b.txt", SourcePath = Path.Combine(_folder, "source.txt"), Owner = 7, Mode = UnixFileMode.UserRead }],
                    },
                ],
                defaultOwner: 1000,
                defaultGroup: 1001));
        await app.WaitForStateAsync("job", KnownResourceStates.Exited);

        (await app.LogAsync("job")).Select(line => line.Content.Split("Z ", 2)[^1]).Should().Equal(
            "text from a file", "/app/config/a.txt 1000:1001 644", "/app/config/sub 1000:1001 755", "/app/config/sub/b.txt 7:1001 400", "/app 755");
    }

    [TestMethod]
    public async Task Image_is_built_with_its_output_in_the_log()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "Dockerfile"), $"""
            FROM {TestEngine.Image}:{TestEngine.Tag} AS base
            ARG GREETING
            RUN echo "building $GREETING"; echo "$GREETING" > /greeting
            FROM base AS other
            RUN echo wrong stage > /greeting
            """);
        var greeting = $"hello-{Guid.NewGuid():N}";
        await using var app = await RunningApplication.StartAsync(builder => builder
            .AddDockerfile("job", _folder, stage: "base").WithBuildArg("GREETING", greeting).WithEntrypoint("cat").WithArgs("/greeting"));
        await app.WaitForStateAsync("job", KnownResourceStates.Exited);

        var lines = (await app.LogAsync("job")).Select(line => line.Content).ToArray();
        lines.Should().Contain(line => line.Contains($"Z building {greeting}"));
        lines.Should().ContainSingle(line => line.EndsWith($"Z {greeting}", StringComparison.Ordinal));
        await TestEngine.RunAsync("rmi", "-f", (string)app.Snapshot("job").Properties.ValueOf("container.image")!);
    }

    [TestMethod]
    public async Task Build_that_fails_says_so()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "Dockerfile"), $"""
            FROM {TestEngine.Image}:{TestEngine.Tag}
            RUN echo about to fail; exit 5
            """);
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDockerfile("job", _folder));

        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.FailedToStart);
        var lines = await app.LogAsync("job");
        lines.Should().Contain(line => line.Content.Contains("about to fail"));
        lines.Should().ContainSingle(line => line.IsErrorMessage && line.Content.Contains("The image of resource 'job' could not be built from"));
    }

    [TestMethod]
    public async Task Missing_Dockerfile_and_pulling_are_explained()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            builder.AddDockerfile("built", _folder);
            builder.AddContainer("pulled", "aspire-hosting-tests/no-such-image").WithImagePullPolicy(ImagePullPolicy.Never);
        });

        (await app.LogAsync("built")).Should().Contain(line => line.Content.Contains("does not exist. Create it or change its path."));
        app.Snapshot("pulled").State!.Text.Should().Be(KnownResourceStates.FailedToStart);
        (await app.LogAsync("pulled")).Should().Contain(line => line.Content.Contains("No such image"));
    }

    private static List<string> SeenInCommandLines(string text, CancellationToken cancellationToken)
    {
        List<string> seen = [];
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var folder in Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
            {
                try
                {
                    var commandLine = File.ReadAllText(Path.Combine(folder, "cmdline"));
                    if (commandLine.Contains(text, StringComparison.Ordinal))
                    {
                        seen.Add(commandLine);
                    }
                }
                catch (IOException)
                {
                    // It has ended.
                    continue;
                }
            }
        }

        return seen;
    }
}
