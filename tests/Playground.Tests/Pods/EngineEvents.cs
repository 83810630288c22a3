using System.Globalization;
using System.Text.Json;
using Aspire.Hosting.Tests.Containers;

namespace Playground.Tests.Pods;

/// <summary>
/// What the engine itself has recorded of the containers of this process.
/// </summary>
internal static class EngineEvents
{
    /// <summary>The names of the containers, in the order in which this happened to them.</summary>
    /// <param name="what"><c>start</c>, <c>die</c> …</param>
    /// <param name="since">From when on.</param>
    public static async Task<(string Resource, long Nanoseconds)[]> OfAsync(string what, DateTimeOffset since)
    {
        var lines = await TestEngine.ListAsync(
            "events", "--filter", "type=container", "--filter", $"event={what}", "--filter", RunningPods.Label(Environment.ProcessId), "--format", "{{json .}}",
            "--since", Seconds(since), "--until", Seconds(DateTimeOffset.UtcNow.AddSeconds(1)));
        return [.. lines.Select(Parse).OrderBy(@event => @event.Nanoseconds)];
    }

    private static (string Resource, long Nanoseconds) Parse(string line)
    {
        using var @event = JsonDocument.Parse(line);
        var name = @event.RootElement.GetProperty("Actor").GetProperty("Attributes").GetProperty("name").GetString()!;
        return (name[..name.LastIndexOf('-')], @event.RootElement.GetProperty("timeNano").GetInt64());
    }

    private static string Seconds(DateTimeOffset time) => (time.ToUnixTimeMilliseconds() / 1000m).ToString(CultureInfo.InvariantCulture);
}
