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

        (entry.Value, entry.Time, entry.Scrape, entry.IsTold) = (value, time, _scrape, false);
        return created is { } start && start <= time ? start : entry.Start;
    }

    /// <summary>Series that were there before this scrape and are not now. They are told once.</summary>
    /// <param name="mayComeBack">True when the scrape failed: those that are there at the next one go on counting from where they began.</param>
    public IReadOnlyList<(MetricFamily Family, IReadOnlyList<KeyValuePair<string, string>> Labels)> TakeGone(bool mayComeBack)
    {
        var gone = _series.Where(series => series.Value.Scrape != _scrape).ToArray();
        var untold = gone.Where(series => !series.Value.IsTold).Select(series => (series.Value.Family, series.Key.Labels)).ToArray();
        foreach (var (key, entry) in gone)
        {
            entry.IsTold = true;
            if (!mayComeBack)
            {
                _series.Remove(key);
            }
        }

        return untold;
    }

    private sealed class Entry(MetricFamily family)
    {
        // Without the samples, which are many.
        public MetricFamily Family { get; } = new(family.Name) { Type = family.Type, Help = family.Help, Unit = family.Unit };

        public ulong Start { get; set; }

        public ulong Time { get; set; }

        public double Value { get; set; }

        public long Scrape { get; set; }

        /// <summary>True when it was told that it is gone.</summary>
        public bool IsTold { get; set; }
    }
}
