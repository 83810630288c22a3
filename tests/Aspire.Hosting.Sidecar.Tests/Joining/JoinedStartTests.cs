#pragma warning disable ASPIREPERSISTENCE001 // For the lifetime of a main.

using System.Collections.Concurrent;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Joining;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// Starts and stops of a joined sidecar, with an engine that does what a test tells it to.
/// </summary>
[TestClass]
public sealed class JoinedStartTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly OneContainerEngine _engine = new();
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public async Task A_restart_starts_it_again_also_where_its_end_is_seen_late()
    {
        using var application = await CompleteAsync(_builder.AddContainerMain().WithSidecar("helper", TestApplication.Container));
        var sidecar = await StartAsync(application);
        _engine.IsSlow = true;

        var restarting = sidecar.RestartAsync(Grace, isNewImageWanted: false, CancellationToken.None);
        await Eventually.TrueAsync(() => _engine.Calls.Any(call => call.StartsWith("rm --force", StringComparison.Ordinal)), "it is removed, since it does not stop");
        _engine.End();

        (await restarting).Should().BeNull();
        _engine.Calls.Count(call => call.StartsWith("create ", StringComparison.Ordinal)).Should().Be(2);
        _engine.End();
    }

    [TestMethod]
    public async Task Nothing_is_started_once_the_end_of_the_application_has_begun()
    {
        using var application = await CompleteAsync(_builder.AddContainerMain().WithSidecar("helper", TestApplication.Container));
        var sidecar = Find(application);
        await sidecar.BeginEndAsync(CancellationToken.None);

        (await sidecar.StartAsync(isNewImageWanted: false, CancellationToken.None)).Should().Be("it was stopped before it had started.");

        _engine.Calls.Should().NotContain(call => call.StartsWith("create ", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task A_stop_while_a_value_is_waited_for_is_no_failure()
    {
        using var application = await CompleteAsync(_builder.AddContainerMain().WithSidecar("helper", TestApplication.Container));
        var sidecar = Find(application);
        var value = new Never();
        sidecar.Resource.Annotations.Add(new EnvironmentCallbackAnnotation(variables => variables["VALUE"] = value));

        var starting = sidecar.StartAsync(isNewImageWanted: false, CancellationToken.None);
        await value.Asked.Task.WaitAsync(Eventually.Patience);
        await sidecar.StopAsync(Grace, CancellationToken.None);

        (await starting).Should().Be("it was stopped before it had started.");
        StateOf(application).Should().Be(KnownResourceStates.Exited);
    }

    [TestMethod]
    public async Task A_callback_that_never_ends_does_not_keep_it_from_being_stopped()
    {
        using var application = await CompleteAsync(_builder.AddContainerMain().WithSidecar("helper", TestApplication.Container));
        var sidecar = Find(application);
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        sidecar.Resource.Annotations.Add(new EnvironmentCallbackAnnotation(async _ =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan);
        }));

        var starting = sidecar.StartAsync(isNewImageWanted: false, CancellationToken.None);
        await begun.Task.WaitAsync(Eventually.Patience);
        await sidecar.StopAsync(Grace, CancellationToken.None).WaitAsync(Eventually.Patience);

        (await starting).Should().NotBeNull();
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_persistent_one_is_found_again_by_the_next_run_in_whatever_network_it_is(bool isHostNetwork)
    {
        using (var first = await CompleteAsync(Persistent(_builder, isHostNetwork)))
        {
            await StartAsync(first);
        }

        using var second = await CompleteAsync(Persistent(TestApplication.CreateBuilder(), isHostNetwork));
        await StartAsync(second);

        _engine.Calls.Should().ContainSingle(call => call.StartsWith("create ", StringComparison.Ordinal)).And.NotContain(call => call.StartsWith("rm ", StringComparison.Ordinal));
        _engine.End();
    }

    [TestMethod]
    public async Task A_persistent_one_whose_main_was_started_again_meanwhile_is_made_anew()
    {
        using (var first = await CompleteAsync(Persistent(_builder, isHostNetwork: false)))
        {
            await StartAsync(first);
        }

        _engine.MainStarted = "2026-01-03T00:00:00.123456789Z";
        using var second = await CompleteAsync(Persistent(TestApplication.CreateBuilder(), isHostNetwork: false));
        await StartAsync(second);

        _engine.Calls.Count(call => call.StartsWith("create ", StringComparison.Ordinal)).Should().Be(2);
        _engine.End();
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_container_of_somebody_else_that_has_its_name_is_left_alone(bool isPersistent)
    {
        _engine.AddForeign();
        using var application = await CompleteAsync(isPersistent ? Persistent(_builder, isHostNetwork: false) : _builder.AddContainerMain().WithSidecar("helper", TestApplication.Container));

        (await Find(application).StartAsync(isNewImageWanted: false, CancellationToken.None)).Should().StartWith("the name 'api-helper' is taken by a container that is not of this application.");

        _engine.Calls.Should().NotContain(call => call.StartsWith("rm ", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Connection_strings_are_announced_by_the_next_start_if_one_was_given_up_meanwhile()
    {
        using var application = await CompleteAsync(_builder.AddContainerMain().WithSidecar("helper", (b, n) => b.AddResource(new Store(n)).WithImage("example/store")));
        var sidecar = Find(application);
        using CancellationTokenSource given = new();
        var announced = 0;
        _builder.Eventing.Subscribe<ConnectionStringAvailableEvent>(sidecar.Resource, async (_, cancellationToken) =>
        {
            if (++announced == 1)
            {
                await given.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }
        });

        await sidecar.StartAsync(isNewImageWanted: false, given.Token);
        await sidecar.StartAsync(isNewImageWanted: false, CancellationToken.None);

        announced.Should().Be(2);
        _engine.End();
    }

    private static IResourceBuilder<IResource> Persistent(IDistributedApplicationBuilder builder, bool isHostNetwork)
    {
        static IResourceBuilder<ContainerResource> Helper(IDistributedApplicationBuilder b, string n) =>
            TestApplication.Container(b, n).WithNetworkSharing(SidecarNetwork.Shared).WithLifetime(ContainerLifetime.Persistent);

        return isHostNetwork ? builder.AddMain().WithSidecar("helper", Helper)
            : builder.AddContainerMain().WithLifetime(ContainerLifetime.Persistent).WithSidecar("helper", Helper);
    }

    /// <summary>The main of the application runs.</summary>
    private async Task<DistributedApplication> CompleteAsync(IResourceBuilder<IResource> main)
    {
        main.ApplicationBuilder.Services.AddSingleton<IContainerEngine>(_engine);
        var application = await main.ApplicationBuilder.CompleteAsync();
        var notifications = application.Services.GetRequiredService<ResourceNotificationService>();
        await notifications.PublishUpdateAsync(main.Resource, snapshot => snapshot with { State = KnownResourceStates.Running, Properties = [new("container.id", OneContainerEngine.Main)] });

        // Where telemetry goes is known only to an orchestrator.
        var annotations = Find(application).Resource.Annotations;
        foreach (var callback in annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            annotations.Remove(callback);
        }

        return application;
    }

    private static async Task<JoinedSidecar> StartAsync(DistributedApplication application)
    {
        var sidecar = Find(application);
        (await sidecar.StartAsync(isNewImageWanted: false, CancellationToken.None)).Should().BeNull();
        StateOf(application).Should().Be(KnownResourceStates.Running);
        return sidecar;
    }

    private static JoinedSidecar Find(DistributedApplication application) => application.Services.GetRequiredService<JoinedSidecars>()
        .Find(application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == "api-helper"))!;

    private static string? StateOf(DistributedApplication application) =>
        application.Services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState("api-helper", out var current) ? current.Snapshot.State?.Text : null;

    private sealed class Store(string name) : ContainerResource(name), IResourceWithConnectionString
    {
        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"store");
    }

    private sealed class Never : IValueProvider
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
        {
            Asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return null;
        }
    }

    /// <summary>An engine with a main, and with one more container at a time, which ends when the test has it end.</summary>
    private sealed class OneContainerEngine : IContainerEngine
    {
        public const string Main = "main";

        private TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private string[] _created = [];

        /// <summary>No program of that name has anything to remove when the test process has ended.</summary>
        public string Program => "no-such-engine";

        public bool IsPodman => false;

        /// <summary>A container ends some time after it was removed.</summary>
        public bool IsSlow { get; set; }

        public string MainStarted { get; set; } = "2026-01-01T00:00:00.123456789Z";

        public ConcurrentQueue<string> Calls { get; } = [];

        public void AddForeign() => _created = ["create", "--network", "bridge"];

        public void End() => _ended.TrySetResult();

        public async Task<EngineResult> RunAsync(EngineCall call, CancellationToken cancellationToken)
        {
            Calls.Enqueue($"{call}");
            switch (call.Arguments)
            {
                case ["container", "inspect", Main]:
                    return Inspected(Main, MainStarted, isRunning: true, "bridge", "");
                case ["container", "inspect", ..] when _created.Length > 0:
                    return Inspected("1", "2026-01-02T00:00:00.123456789Z", !_ended.Task.IsCompleted, After("--network"), Labels());
                case ["container", "inspect", ..]:
                    return new(1, "", "Error: No such container");
                case ["create", ..] when _created.Length > 0 && !_ended.Task.IsCompleted:
                    return new(125, "", "Conflict. The container name is already in use");
                case ["create", ..]:
                    (_created, _ended) = ([.. call.Arguments], new(TaskCreationOptions.RunContinuationsAsynchronously));
                    return new(0, "1", "");
                case ["rm", ..] when !IsSlow:
                    End();
                    return new(0, "", "");
                case ["logs", ..]:
                    await _ended.Task.WaitAsync(cancellationToken);
                    return new(0, "", "");
                default:
                    return new(0, "", "");
            }
        }

        private string Labels() => string.Join(", ", _created.Index().Where(word => word.Item == "--label").Select(word => _created[word.Index + 1].Split('=')).Select(label => $"\"{label[0]}\": \"{label[1]}\""));

        private string After(string option) => _created[Array.IndexOf(_created, option) + 1];

        private static EngineResult Inspected(string id, string started, bool isRunning, string network, string labels) => new(
            0,
            $$$$"""[{"Id": "{{{{id}}}}", "State": {"Running": {{{{(isRunning ? "true" : "false")}}}}, "StartedAt": "{{{{started}}}}"}, "HostConfig": {"NetworkMode": "{{{{network}}}}"}, "Config": {"Labels": {{{{{labels}}}}}}}]""",
            "");
    }
}
