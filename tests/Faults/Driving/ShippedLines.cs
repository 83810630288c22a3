using System.Globalization;
using Faults.Pod;

namespace Faults.Driving;

/// <summary>
/// Looks at what the logging sidecar ships: the main numbers its lines, over all of its containers of one run of the application. They may come twice, but none may be missing.
/// </summary>
internal sealed class ShippedLines : IAsyncDisposable
{
    /// <summary>So old the newest line may be while the main writes and the logging sidecar runs.</summary>
    private static readonly TimeSpan Latency = TimeSpan.FromSeconds(15);

    private readonly TelemetryReceiver _receiver;
    private readonly Dictionary<string, long> _next = [];
    private readonly List<string> _missing = [];
    private DateTimeOffset _newest;
    private long _count;

    private ShippedLines(TelemetryReceiver receiver) => _receiver = receiver;

    public Uri Url => _receiver.HttpUrl;

    public static async Task<ShippedLines> StartAsync() => new(await TelemetryReceiver.StartAsync());

    /// <summary>Returns what is wrong with the lines that have come.</summary>
    public IEnumerable<string> FindBroken(bool areExpected)
    {
        while (_receiver.Logs.TryDequeue(out var log))
        {
            // 2026-01-31T12:00:00Z INFO {file} {number} end
            if (log.Body.Split(' ') is [_, _, var file, var number, FaultPod.EndOfLine])
            {
                Take(file, long.Parse(number, CultureInfo.InvariantCulture));
                _newest = log.Time > _newest ? log.Time : _newest;
            }
        }

        return areExpected && DateTimeOffset.UtcNow - _newest > Latency ? [.. _missing, $"no line of the main has come that is newer than {_newest:HH:mm:ss}"] : _missing;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_count} lines shipped, of {_next.Count} files, none missing");

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    private void Take(string file, long number)
    {
        var next = _next.GetValueOrDefault(file);
        if (number > next)
        {
            _missing.Add(string.Create(CultureInfo.InvariantCulture, $"lines {next} to {number - 1} of {file} were not shipped"));
        }

        if (number >= next)
        {
            _next[file] = number + 1;
            _count++;
        }
    }
}
