using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Testing;

/// <summary>
/// What the engine itself says of containers, while it happens: it remembers only the last few hundred events of all its users.
/// </summary>
public sealed class EngineEvents : IDisposable
{
    /// <summary>The orchestrator marks its containers with the id of its own process.</summary>
    public const string CreatorLabel = "com.microsoft.developer.usvc-dev.creatorProcessId";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentQueue<EngineEvent> _events = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Process? _process;

    public EngineEvents()
    {
        var since = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        if (TestEngine.IsPodman)
        {
            _ = PollAsync(since);
            return;
        }

        _process = new Process { StartInfo = new(TestEngine.Program, Arguments(since)) { RedirectStandardOutput = true } };
        _process.OutputDataReceived += (_, received) => Record(received.Data);
        _process.Start();
        _process.BeginOutputReadLine();
    }

    /// <summary>All events of containers, in the order in which they came.</summary>
    public IEnumerable<EngineEvent> All => _events;

    /// <summary>The resources to whose containers this happened, by the engine's clock.</summary>
    /// <param name="what"><c>create</c>, <c>start</c>, <c>die</c> …</param>
    /// <param name="creator">By whose mark; by any, where none is given.</param>
    /// <param name="resources">Of which resources.</param>
    public string[] Of(string what, string? creator, params string[] resources) =>
    [
        .. _events.Where(@event => @event.What == what && (creator is null || @event.Creator == creator) && resources.Contains(@event.Resource))
            .OrderBy(@event => @event.Nanoseconds).Select(@event => @event.Resource),
    ];

    /// <summary>Waits until the engine has told of all that has happened up to now.</summary>
    public async Task CatchUpAsync()
    {
        var name = $"event{Guid.NewGuid():N}";
        await TestEngine.RunAsync("run", "--rm", "--name", $"{name}-1", $"{TestEngine.Image}:{TestEngine.Tag}", "true");
        await Eventually.TrueAsync(() => Of("start", creator: null, name).Length > 0, "the engine tells what happens");
    }

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
        _process?.Kill();
        _process?.Dispose();
    }

    private static string[] Arguments(string since, params string[] more) => ["events", "--since", since, "--filter", "type=container", "--format", "{{json .}}", .. more];

    /// <summary>A client of podman 4.3 that follows the events sometimes stops telling them; one that reads what is there tells all.</summary>
    private async Task PollAsync(string since)
    {
        using var timer = new PeriodicTimer(Interval);
        var ending = _ending.Token;
        try
        {
            do
            {
                foreach (var line in (await ReadAsync(since)).Skip(_events.Count))
                {
                    Record(line);
                }
            }
            while (await timer.WaitForNextTickAsync(ending));
        }
        catch (OperationCanceledException)
        {
            // Nobody asks for them any more.
        }
    }

    private static async Task<string[]> ReadAsync(string since)
    {
        try
        {
            return await TestEngine.ListAsync(Arguments(since, "--stream=false"));
        }
        catch (InvalidOperationException)
        {
            // It is asked again.
            return [];
        }
    }

    private void Record(string? line)
    {
        if (line is null)
        {
            return;
        }

        using var document = JsonDocument.Parse(line);
        _events.Enqueue(TestEngine.IsPodman ? ReadPodman(document.RootElement) : ReadDocker(document.RootElement));
    }

    private static EngineEvent ReadDocker(JsonElement @event)
    {
        var attributes = @event.GetProperty("Actor").GetProperty("Attributes");
        return new(@event.GetProperty("Action").GetString()!, Resource(attributes.GetProperty("name")), Creator(attributes), @event.GetProperty("timeNano").GetInt64());
    }

    private static EngineEvent ReadPodman(JsonElement @event) => new(
        @event.GetProperty("Status").GetString() is "died" ? "die" : @event.GetProperty("Status").GetString()!,
        Resource(@event.GetProperty("Name")),
        @event.TryGetProperty("Attributes", out var attributes) ? Creator(attributes) : null,
        (@event.GetProperty("Time").GetDateTimeOffset() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick);

    private static string Resource(JsonElement name) => name.GetString()![..Math.Max(0, name.GetString()!.LastIndexOf('-'))];

    private static string? Creator(JsonElement attributes) => attributes.TryGetProperty(CreatorLabel, out var creator) ? creator.GetString() : null;
}
