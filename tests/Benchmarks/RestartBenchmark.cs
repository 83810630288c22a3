using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using CliWrap;
using CliWrap.Buffered;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks;

/// <summary>
/// How long the network-sharing sidecars of redis in playground/Pods are away when redis is restarted, beside <c>docker restart</c> of the same image with the same
/// limits, in turn with it.
/// </summary>
internal sealed class RestartBenchmark(DistributedApplication application, EndpointReference redis, EndpointReference exporter)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly Sample _whole = new("restart command of redis until its exporter serves");
    private readonly Sample _repair = new("redis running again until its exporter serves (T3)");
    private readonly Sample _bare = new("docker restart of redis alone until it serves");

    public static async Task RunAsync(int rounds)
    {
        // Telemetry goes to a port where nobody listens, and not to the console.
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Pods_AppHost>(
            [$"--Aspire:Store:Path={Directory.CreateTempSubdirectory("benchmark-").FullName}", "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://127.0.0.1:9"]);
        builder.Configuration["AppHost:Sha256"] = Guid.NewGuid().ToString("N");
        builder.Configuration["Logging:LogLevel:Default"] = "None";
        var redis = builder.CreateResourceBuilder<ContainerResource>("redis");
        var (plain, exporter) = (redis.GetEndpoint("tcp"), redis.GetSidecarEndpoint("exporter", "http"));
        await using var application = await builder.BuildAsync();
        await application.StartAsync();
        await application.ResourceNotifications.WaitForResourceHealthyAsync("redis-exporter");
        await new RestartBenchmark(application, plain, exporter).MeasureAsync(rounds);
    }

    private async Task MeasureAsync(int rounds)
    {
        var bare = await StartBareAsync();
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                await RestartBareAsync(bare);
                await RestartMainAsync();
            }
        }
        finally
        {
            await DockerAsync("rm", "--force", "--volumes", bare);
        }

        Console.WriteLine(_whole);
        Console.WriteLine(_repair);
        Console.WriteLine(_bare);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"ratios of the medians to docker restart: whole {_whole.Median / _bare.Median:0.00}, T3 {_repair.Median / _bare.Median:0.00}"));
    }

    private async Task<string> StartBareAsync()
    {
        var main = Snapshot().Properties.Single(property => property.Name == "container.id").Value as string ?? throw new InvalidOperationException("redis has no container.");
        var image = await DockerAsync("inspect", "--format", "{{.Config.Image}}", main);
        var network = await DockerAsync("inspect", "--format", "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}", main);
        return await DockerAsync("run", "--detach", "--network", network, "--cpus", "1", "--memory", "256m", "--pids-limit", "64", "--publish", "127.0.0.1::6379",
            "--env", "REDIS_PASSWORD=none", "--env", "SIDECAR_VOLUME_BACKUPS=/data", "--env", "SIDECAR_VOLUME_SOCKET=/tmp", image);
    }

    private async Task RestartBareAsync(string container)
    {
        var clock = Stopwatch.StartNew();
        await DockerAsync("restart", container);

        // The engine may give it another port.
        var port = int.Parse((await DockerAsync("port", container, "6379/tcp")).Split(':')[^1], CultureInfo.InvariantCulture);
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

    private CustomResourceSnapshot Snapshot() => application.ResourceNotifications.TryGetCurrentState("redis", out var state)
        ? state.Snapshot
        : throw new InvalidOperationException("redis has no state.");

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

    private static async Task<string> DockerAsync(params string[] arguments) =>
        (await CliWrap.Cli.Wrap("docker").WithArguments(arguments).ExecuteBufferedAsync()).StandardOutput.Trim();
}
