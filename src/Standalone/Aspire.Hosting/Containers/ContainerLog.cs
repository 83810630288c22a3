using System.Globalization;
using Aspire.Hosting.Orchestrator;

namespace Aspire.Hosting.Containers;

/// <summary>Passes the output of a container on to the log of its resource, each line once, however often it has to be asked for.</summary>
internal sealed class ContainerLog(ResourceStart start)
{
    private readonly Place[] _places = [new(), new()];

    /// <summary>Says that the output is asked for anew, and returns from when on: null for from the beginning.</summary>
    public string? BeginReading()
    {
        foreach (var place in _places)
        {
            place.Begin();
        }

        return _places is [{ Timestamp: { } output }, { Timestamp: { } error }] ? (string.CompareOrdinal(output, error) < 0 ? output : error) : null;
    }

    /// <summary>Takes a line with its timestamp before it.</summary>
    public void OnLine(string line, bool isError)
    {
        var end = line.IndexOf(' ', StringComparison.Ordinal);
        var timestamp = end < 0 ? line : line[..end];
        if (!DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            start.OnOutput(line, isError);
        }
        else if (_places[isError ? 1 : 0].IsNew(timestamp))
        {
            start.OnOutput(time.UtcDateTime, end < 0 ? "" : line[(end + 1)..], isError);
        }
    }

    /// <summary>
    /// How far one of the two streams, each of which has a reader of its own, has been passed on. Its timestamps never go back, but podman gives the same one to
    /// all lines that it reads at once.
    /// </summary>
    private sealed class Place
    {
        private int _passedOn;
        private int _seen;

        public string? Timestamp { get; private set; }

        public void Begin() => _seen = 0;

        public bool IsNew(string timestamp)
        {
            var order = string.CompareOrdinal(timestamp, Timestamp);
            if (order > 0)
            {
                (Timestamp, _passedOn, _seen) = (timestamp, 1, 1);
            }
            else if (order == 0 && ++_seen > _passedOn)
            {
                _passedOn = _seen;
            }
            else
            {
                return false;
            }

            return true;
        }
    }
}
