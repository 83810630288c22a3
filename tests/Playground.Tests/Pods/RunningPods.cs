using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Testing;

namespace Playground.Tests.Pods;

/// <summary>
/// The playground of container pods, on a real engine.
/// </summary>
internal sealed class RunningPods : RunningPlayground
{
    public const string Password = "known-to-the-tests-alone";

    /// <summary>With the time to build the images.</summary>
    public static readonly TimeSpan StartTime = TimeSpan.FromSeconds(300);

    public static readonly ImmutableArray<string> Sharers = ["redis-exporter", "redis-tls", "redis-backup"];

    // The volume of the backups outlives the application: each run of the tests has its own, and leaves none.
    private readonly string _hash;
    private readonly ImmutableDictionary<string, EndpointReference> _endpoints;
    private readonly string _label = Label(Environment.ProcessId);

    private RunningPods(Built built, string hash, ImmutableDictionary<string, EndpointReference> endpoints) : base(built) =>
        (_hash, _endpoints) = (hash, endpoints);

    /// <summary>Keeps no connections: one to a container that is gone would be answered by nobody.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(5) };

    public static async Task<RunningPods> StartAsync(Action<IDistributedApplicationTestingBuilder>? change = null)
    {
        await TestEngine.RequireAsync();
        var pods = await BuildAsync(change);
        try
        {
            await pods.StartAsync(StartTime, ["redis", .. Sharers, "api", "api-front", "api-tail"]);
            return pods;
        }
        catch
        {
            await pods.DisposeAsync();
            throw;
        }
    }

    /// <summary>Builds the application without starting it.</summary>
    public static async Task<RunningPods> BuildAsync(Action<IDistributedApplicationTestingBuilder>? change)
    {
        var hash = Guid.NewGuid().ToString("N");
        var endpoints = ImmutableDictionary<string, EndpointReference>.Empty;
        var built = await BuildAsync<Projects.Pods_AppHost>(
            builder =>
            {
                builder.Configuration["AppHost:Sha256"] = hash;
                var redis = builder.CreateResourceBuilder<ContainerResource>("redis");
                endpoints = endpoints.Add("redis", redis.GetEndpoint("tcp"))
                    .Add("redis-exporter", redis.GetSidecarEndpoint("exporter", "http")).Add("redis-tls", redis.GetSidecarEndpoint("tls", "tls"));
                change?.Invoke(builder);
            },
            $"--Parameters:redis-password={Password}");
        return new(built, hash, endpoints);
    }

    public Task StartAsync() => Application.StartAsync();

    /// <summary>The URL of a resource, for this process.</summary>
    public Uri Url(string resource) => _endpoints.TryGetValue(resource, out var endpoint) ? new(endpoint.Url) : Application.GetEndpoint(resource);

    /// <summary>The id of the container that a resource has now.</summary>
    public async Task<string> ContainerAsync(string resource)
    {
        var containers = await TestEngine.ListAsync(
            "ps", "--no-trunc", "--quiet", "--filter", _label, "--filter", $"name=^{resource}-[a-z]{{8}}$");
        return containers.Should().ContainSingle($"'{resource}' has one container").Subject;
    }

    public async Task<string> ExecuteAsync(string resource, params string[] command) =>
        await TestEngine.RunAsync(["exec", await ContainerAsync(resource), .. command]);

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

    public static string Label(int creator) => $"label=com.microsoft.developer.usvc-dev.creatorProcessId={creator.ToString(CultureInfo.InvariantCulture)}";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Http.Dispose();
        await TestEngine.RunAsync("volume", "rm", "--force", $"sidecar-{_hash[..10]}-redis-backups");
    }
}
