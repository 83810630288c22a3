using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Testing;

namespace Playground.Tests.Pods;

/// <summary>
/// What the engine itself says of the containers of this process, while it happens: it remembers only the last few hundred events of all its users.
/// </summary>
internal sealed class EngineEvents : IDisposable
{
    private readonly ConcurrentQueue<(string What, string Resource, long Nanoseconds)> _events = [];
    private readonly Process _process;

    public EngineEvents()
    {
        var since = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        _process = new Process
        {
            StartInfo = new(TestEngine.Program, ["events", "--since", since, "--filter", "type=container", "--filter", RunningPods.Label(Environment.ProcessId), "--format", "{{json .}}"])
            {
                RedirectStandardOutput = true,
            },
        };
        _process.OutputDataReceived += (_, received) => Record(received.Data);
        _process.Start();
        _process.BeginOutputReadLine();
    }

    /// <summary>The resources to whose containers this happened, by the engine's clock.</summary>
    /// <param name="what"><c>create</c>, <c>start</c>, <c>die</c> …</param>
    /// <param name="resources">Of which resources.</param>
    public string[] Of(string what, params string[] resources) =>
    [
        .. _events.Where(@event => @event.What == what && resources.Contains(@event.Resource)).OrderBy(@event => @event.Nanoseconds).Select(@event => @event.Resource),
    ];

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private void Record(string? line)
    {
        if (line is null)
        {
            return;
        }

        using var document = JsonDocument.Parse(line);
        var (what, name, nanoseconds) = TestEngine.IsPodman ? ReadPodman(document.RootElement) : ReadDocker(document.RootElement);
        _events.Enqueue((what, name[..Math.Max(0, name.LastIndexOf('-'))], nanoseconds));
    }

    private static (string What, string Name, long Nanoseconds) ReadDocker(JsonElement @event) =>
        (@event.GetProperty("Action").GetString()!, @event.GetProperty("Actor").GetProperty("Attributes").GetProperty("name").GetString()!, @event.GetProperty("timeNano").GetInt64());

    private static (string What, string Name, long Nanoseconds) ReadPodman(JsonElement @event) => (
        @event.GetProperty("Status").GetString() is "died" ? "die" : @event.GetProperty("Status").GetString()!,
        @event.GetProperty("Name").GetString()!,
        (@event.GetProperty("Time").GetDateTimeOffset() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick);
}
