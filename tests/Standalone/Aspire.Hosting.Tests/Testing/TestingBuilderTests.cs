using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Aspire.Hosting.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Testing;

[TestClass]
public sealed class TestingBuilderTests
{
    private readonly CancellationToken _deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [TestMethod]
    public async Task AppHost_can_be_changed_started_and_reached()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Aspire_Hosting_Tests_AppHost>(_deadline);
        builder.AddDummy("extra", "wait");
        await using var app = await builder.BuildAsync(_deadline);
        await app.StartAsync(_deadline);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", _deadline);

        using var client = app.CreateHttpClient("server");
        var answer = await client.GetStringAsync("/", _deadline);

        answer.Should().MatchRegex("^[0-9]+$");
        app.ResourceNotifications.TryGetCurrentState("extra", out var extra).Should().BeTrue();
        extra!.Snapshot.State!.Text.Should().Be(KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task Project_runs_from_what_the_AppHost_was_built_with()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Aspire_Hosting_Tests_AppHost>(_deadline);
        await using var app = await builder.BuildAsync(_deadline);
        await app.StartAsync(_deadline);

        app.ResourceNotifications.TryGetCurrentState("server", out var server).Should().BeTrue();

        server!.Snapshot.ResourceType.Should().Be("Project");
        server.Snapshot.Properties.ValueOf("project.path").Should().Be(DummyProject.Path);
        server.Snapshot.Properties.ValueOf("executable.workDir").Should().Be(Path.GetDirectoryName(DummyProject.Path));
    }

    [TestMethod]
    public async Task Disposed_AppHost_leaves_no_process()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Aspire_Hosting_Tests_AppHost>(_deadline);
        var app = await builder.BuildAsync(_deadline);
        await app.StartAsync(_deadline);
        var ids = new[] { "server", "tree" }.Select(name => app.ResourceNotifications.TryGetCurrentState(name, out var current)
            ? (int)current.Snapshot.Properties.ValueOf("executable.pid")!
            : 0).ToArray();

        await app.DisposeAsync();

        ids.Should().OnlyContain(id => id > 0 && !LiveProcesses.IsAlive(id));
    }

    [TestMethod]
    public async Task AppHost_that_is_never_started_can_be_disposed()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Aspire_Hosting_Tests_AppHost>(_deadline);
        var app = await builder.BuildAsync(_deadline);

        var dispose = async () => await app.DisposeAsync();

        await dispose.Should().CompleteWithinAsync(TimeSpan.FromSeconds(30));
    }

    [TestMethod]
    public async Task Builder_that_is_never_built_can_be_disposed()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Aspire_Hosting_Tests_AppHost>(_deadline);

        var dispose = async () => await builder.DisposeAsync();

        await dispose.Should().CompleteWithinAsync(TimeSpan.FromSeconds(30));
    }

    [TestMethod]
    public async Task What_the_program_of_an_AppHost_throws_is_told()
    {
        var create = () => DistributedApplicationTestingBuilder.CreateAsync<Projects.Aspire_Hosting_Tests_AppHost>(["--operation", "nonsense"], _deadline);

        await create.Should().ThrowAsync<DistributedApplicationException>().WithMessage("Invalid operation specified.*");
    }

    [TestMethod]
    public async Task Publishing_is_refused_with_a_sentence()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Aspire_Hosting_Tests_AppHost>(["--operation", "publish"], _deadline);
        await using var app = await builder.BuildAsync(_deadline);

        var start = () => app.StartAsync(_deadline);

        await start.Should().ThrowAsync<DistributedApplicationException>().WithMessage("The standalone host cannot publish.*");
    }

    [TestMethod]
    public async Task Configuration_keys_of_an_AppHost_are_there()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Aspire_Hosting_Tests_AppHost>(_deadline);

        builder.Configuration["AppHost:Directory"].Should().Be(Projects.Aspire_Hosting_Tests_AppHost.ProjectPath);
        builder.Configuration["AppHost:Path"].Should().EndWith("Aspire.Hosting.Tests.AppHost.csproj");
        builder.Configuration["AppHost:Sha256"].Should().MatchRegex("^[0-9A-F]{64}$");
        builder.Configuration["DcpPublisher:RandomizePorts"].Should().Be("true");
        builder.ExecutionContext.IsRunMode.Should().BeTrue();
    }

    [TestMethod]
    public async Task Store_is_a_directory_of_the_AppHost()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Aspire_Hosting_Tests_AppHost>(_deadline);
        await using var app = await builder.BuildAsync(_deadline);
        var store = app.Services.GetRequiredService<IAspireStore>();

        using var content = new MemoryStream("hello"u8.ToArray());
        var path = store.GetFileNameWithContent("greeting.txt", content);

        store.BasePath.Should().Contain("Aspire.Hosting.Tests.AppHost").And.EndWith(".aspire");
        Path.GetFileName(path).Should().MatchRegex("^greeting\\.[0-9a-f]{12}\\.txt$");
        (await File.ReadAllTextAsync(path, _deadline)).Should().Be("hello");
    }

    [TestMethod]
    public async Task Endpoints_cannot_be_asked_for_before_the_start()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddDummy("web", "wait").WithHttpEndpoint();
        await using var app = await builder.BuildAsync(_deadline);

        var ask = () => app.GetEndpoint("web");

        ask.Should().Throw<InvalidOperationException>().WithMessage("The application must be started before resolving endpoints or connection strings.");
    }

    [TestMethod]
    public void Empty_arguments_are_refused()
    {
        var create = () => DistributedApplicationTestingBuilder.Create("--a", "");

        create.Should().Throw<ArgumentException>().WithMessage("Array params contains empty item: [--a, ]*");
    }
}
