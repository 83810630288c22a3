using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace Playground.Tests.Pods;

/// <summary>
/// The playground of container pods, on a real engine, in the process of the test.
/// </summary>
internal sealed class RunningPods : IAsyncDisposable
{
    public const string Password = "known-to-the-tests-alone";

    /// <summary>With the time to build the images.</summary>
    public static readonly TimeSpan StartTime = TimeSpan.FromSeconds(300);

    public static readonly ImmutableArray<string> Sharers = ["redis-exporter", "redis-tls", "redis-backup"];

    // The volume of the backups outlives the application: each run of the tests has its own, and leaves none.
    private readonly string _hash;

    private RunningPods(RunningApplication running, string hash) => (Running, _hash) = (running, hash);

    public RunningApplication Running { get; }

    /// <summary>Keeps no connections: one to a container that is gone would be answered by nobody.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(5) };

    public static async Task<RunningPods> StartAsync(Action<IDistributedApplicationTestingBuilder>? change = null)
    {
        var pods = await BeginAsync(change);
        try
        {
            await pods.Running.WaitForHealthyAsync(StartTime, ["redis", .. Sharers, "api", "api-front", "api-tail"]);
            return pods;
        }
        catch
        {
            await pods.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does not wait for anything.</summary>
    public static async Task<RunningPods> BeginAsync(Action<IDistributedApplicationTestingBuilder>? change)
    {
        await TestEngine.RequireAsync();
        var hash = Guid.NewGuid().ToString("N");
        var running = await RunningApplication.StartAsync<Projects.Pods_AppHost>(
            builder =>
            {
                builder.Configuration["AppHost:Sha256"] = hash;
                change?.Invoke(builder);
            },
            $"--Parameters:redis-password={Password}");
        return new(running, hash);
    }

    /// <summary>The URL of a resource, for this process.</summary>
    public Uri Url(string resource) => Running.Application.GetEndpoint(resource, resource switch
    {
        "redis" => "tcp",
        "redis-tls" => "tls",
        _ => "http",
    });

    /// <summary>The id of the container that a resource has now.</summary>
    public string Container(string resource) => Running.Property(resource, "container.id") as string ?? throw new InvalidOperationException($"'{resource}' has no container.");

    public async Task<string> ExecuteAsync(string resource, params string[] command) => await TestEngine.RunAsync(["exec", Container(resource), .. command]);

    /// <summary>Which namespace a member is in, such as <c>net:[4026532301]</c>.</summary>
    public Task<string> NamespaceAsync(string resource, string kind) => ExecuteAsync(resource, "readlink", $"/proc/self/ns/{kind}");

    public Task<RedisClient> ConnectAsync(string resource = "redis") => RedisClient.ConnectAsync(Url(resource), Password);

    /// <summary>The value of a metric that the exporter reads from redis.</summary>
    public async Task<double> MetricAsync(string name)
    {
        var metrics = await Http.GetStringAsync(new Uri(Url("redis-exporter"), "/metrics"));
        var line = metrics.Split('\n').First(line => line.StartsWith($"{name} ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>Whether both sidecars with an endpoint answer, with what only redis can know.</summary>
    public async Task<bool> AreSharersServingAsync()
    {
        try
        {
            using var redis = await ConnectAsync("redis-tls");
            return await redis.AskAsync("PING") == "+PONG" && await MetricAsync("redis_up") == 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or System.Net.Sockets.SocketException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Running.DisposeAsync();
        Http.Dispose();
        await TestEngine.RunAsync("volume", "rm", "--force", $"sidecar-{_hash[..10]}.redis.backups");
    }
}
