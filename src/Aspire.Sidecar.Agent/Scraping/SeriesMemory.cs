namespace Aspire.Sidecar.Agent.Scraping;

/// <summary>
/// Remembers the series of an endpoint from scrape to scrape: since when each counts, and which are no longer there, so that their end can be told.
/// </summary>
internal sealed class SeriesMemory
{
    private readonly Dictionary<SeriesKey, Entry> _series = [];
    private long _scrape;

    public void Begin() => _scrape++;

    /// <summary>Since when a series counts: since it was made, if that is told, else since the scrape before it was seen, or began anew.</summary>
    public ulong StartOf(MetricFamily family, IReadOnlyList<KeyValuePair<string, string>> labels, double value, ulong time, ulong? created)
    {
        var key = new SeriesKey(family.Name, labels);
        if (!_series.TryGetValue(key, out var entry))
        {
            entry = new(family) { Start = time };
            _series[key] = entry;
        }
        else if (value < entry.Value)
        {
            entry.Start = entry.Time;
        }

        (entry.Value, entry.Time, entry.Scrape) = (value, time, _scrape);
        return created is { } start && start <= time ? start : entry.Start;
    }

    /// <summary>Series that were there before this scrape and are not now. They are told once.</summary>
    public IReadOnlyList<(MetricFamily Family, IReadOnlyList<KeyValuePair<string, string>> Labels)> TakeGone()
    {
        var gone = _series.Where(series => series.Value.Scrape != _scrape).ToArray();
        foreach (var (key, _) in gone)
        {
            _series.Remove(key);
        }

        return [.. gone.Select(series => (series.Value.Family, series.Key.Labels))];
    }

    private sealed class Entry(MetricFamily family)
    {
        // Without the samples, which are many.
        public MetricFamily Family { get; } = new(family.Name) { Type = family.Type, Help = family.Help, Unit = family.Unit };

        public ulong Start { get; set; }

        public ulong Time { get; set; }

        public double Value { get; set; }

        public long Scrape { get; set; }
    }
}
