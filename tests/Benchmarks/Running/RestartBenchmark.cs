using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Benchmarks.Numbers;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Benchmarks.Running;

/// <summary>
/// T3: how long the network-sharing sidecars of redis in playground/Pods are away when redis is restarted, beside <c>docker restart</c> of the same image with the same
/// limits, in turn with it.
/// </summary>
internal sealed class RestartBenchmark(DistributedApplication application, EndpointReference redis, EndpointReference exporter)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>Those that have nothing to do with redis are not to be touched.</summary>
    private static readonly string[] Others = ["api-front", "api-tail"];

    private readonly Sample _whole = new();
    private readonly Sample _repair = new();
    private readonly Sample _bare = new();
    private int _joined;

    public static async Task<IReadOnlyList<Row>> RunAsync(int rounds)
    {
        // Telemetry goes to a port where nobody listens, and not to the console.
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Pods_AppHost>(
            [$"--Aspire:Store:Path={TemporaryFolder.Create()}", "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://127.0.0.1:9"],

            // The orchestrator tells of the main's new container some seconds late while somebody reads its log, as the testing builder does and a user's AppHost does not.
            (options, _) => options.EnableResourceLogging = false);
        builder.Configuration["AppHost:Sha256"] = Guid.NewGuid().ToString("N");
        builder.Configuration["Logging:LogLevel:Default"] = "None";
        var redis = builder.CreateResourceBuilder<ContainerResource>("redis");
        var (plain, exporter) = (redis.GetEndpoint("tcp"), redis.GetSidecarEndpoint("exporter", "http"));
        await using var application = await builder.BuildAsync();
        await application.StartAsync();
        await application.ResourceNotifications.WaitForResourceHealthyAsync("redis-exporter");
        return await new RestartBenchmark(application, plain, exporter).MeasureAsync(rounds);
    }

    private async Task<IReadOnlyList<Row>> MeasureAsync(int rounds)
    {
        await Task.WhenAll(Others.Select(name => application.ResourceNotifications.WaitForResourceAsync(name, KnownResourceStates.Running)));
        string[] before = [.. Others.Select(ContainerOf)];
        var bare = await StartBareAsync();
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                await RestartBareAsync(bare);
                await RestartMainAsync();

                // It may serve before it is shown to run.
                await application.ResourceNotifications.WaitForResourceAsync("redis-exporter", KnownResourceStates.Running);
                _joined += await NetworkAsync("redis-exporter") == await NetworkAsync("redis") ? 1 : 0;
            }
        }
        finally
        {
            await TestEngine.RunAsync("rm", "--force", "--volumes", bare);
        }

        var untouched = Others.Select(ContainerOf).SequenceEqual(before);
        return
        [
            Row.Limits("T3", "main runs again, until its joined sidecar serves", _repair, 0.8, 2).Beside("docker restart of the main alone", _bare, _repair.Median),
            Row.Of("T3", "the whole restart command, until the joined sidecar serves", _whole).Beside("docker restart of the main alone", _bare, _whole.Median),
            Row.Of("T3", "joined sidecar in the network of the main's new container", $"{_joined} of {rounds}", $"{rounds} of {rounds}", _joined == rounds),
            Row.Of("T3", "other containers", untouched ? "the same" : "restarted", "the same", untouched),
        ];
    }

    private async Task<string> StartBareAsync()
    {
        var main = ContainerOf("redis");
        var image = await TestEngine.RunAsync("inspect", "--format", "{{.Config.Image}}", main);
        var network = await TestEngine.RunAsync("inspect", "--format", "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}", main);
        return await TestEngine.RunAsync("run", "--detach", "--network", network, "--cpus", "1", "--memory", "256m", "--pids-limit", "64", "--publish", "127.0.0.1::6379",
            "--env", "REDIS_PASSWORD=none", "--env", "SIDECAR_VOLUME_BACKUPS=/data", "--env", "SIDECAR_VOLUME_SOCKET=/tmp", image);
    }

    private async Task RestartBareAsync(string container)
    {
        var clock = Stopwatch.StartNew();
        await TestEngine.RunAsync("restart", container);

        // The engine may give it another port.
        var port = int.Parse((await TestEngine.RunAsync("port", container, "6379/tcp")).Split(':')[^1], CultureInfo.InvariantCulture);
        await UntilAsync(() => AnswersAsync("127.0.0.1", port));
        _bare.Add(clock.Elapsed);
    }

    private async Task RestartMainAsync()
    {
        var clock = Stopwatch.StartNew();
        var model = application.Services.GetRequiredService<DistributedApplicationModel>();
        var result = await application.Services.GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync(model.Resources.Single(resource => resource.Name == "redis"), KnownResourceCommands.RestartCommand);
        if (!result.Success)
        {
            throw new InvalidOperationException(result.Message);
        }

        await UntilAsync(() => AnswersAsync(redis.Host, redis.Port));
        var running = clock.Elapsed;
        await UntilAsync(IsServingAsync);
        _whole.Add(clock.Elapsed);
        _repair.Add(clock.Elapsed - running);
    }

    private string ContainerOf(string name) => application.ResourceNotifications.TryGetCurrentState(name, out var state)
        && state.Snapshot.Properties.SingleOrDefault(property => property.Name == "container.id")?.Value is string container
        ? container
        : throw new InvalidOperationException($"'{name}' has no container.");

    private Task<string> NetworkAsync(string name) => TestEngine.RunAsync("exec", ContainerOf(name), "readlink", "/proc/self/ns/net");

    private async Task<bool> IsServingAsync() => (await Http.GetStringAsync(new Uri($"{exporter.Url}/metrics"))).Contains("redis_up 1\n", StringComparison.Ordinal);

    private static async Task<bool> AnswersAsync(string host, int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host, port);
        await using var stream = client.GetStream();
        await stream.WriteAsync("PING\r\n"u8.ToArray());
        return await stream.ReadAsync(new byte[64]) > 0;
    }

    private static async Task UntilAsync(Func<Task<bool>> isDone)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await TryAsync())
        {
            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException($"No answer within {Patience.TotalSeconds} s.");
            }

            await timer.WaitForNextTickAsync();
        }

        async Task<bool> TryAsync()
        {
            try
            {
                return await isDone();
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or OperationCanceledException)
            {
                return false;
            }
        }
    }
}
