using Aspire.Dashboard.Live;
using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.Telemetry;

/// <summary>The latest data points of each series of each instrument.</summary>
internal sealed class MetricStore(TelemetryLimits limits, TimeProvider timeProvider)
{
    /// <summary>The fewest points that are worth a chart.</summary>
    private const int MinPointsOfSeries = 60;
    private const int MaxPointsOfSeries = 1_800;

    private readonly Lock _gate = new();
    private readonly Dictionary<TelemetrySource, Dictionary<InstrumentKey, Instrument>> _bySource = [];
    private long _received;

    public ChangeSignal Changed { get; } = new(timeProvider);

    /// <summary>How many data points have arrived, those displaced since included.</summary>
    public long Received => Volatile.Read(ref _received);

    public void Add(IReadOnlyList<OtlpMetricPoint> points)
    {
        lock (_gate)
        {
            foreach (var point in points)
            {
                Add(point);
            }

            _received += points.Count;
        }

        Changed.Notify();
    }

    /// <summary>All that have sent data points.</summary>
    public TelemetrySource[] Sources()
    {
        lock (_gate)
        {
            return [.. _bySource.Keys];
        }
    }

    /// <summary>What a source measures, by meter and name.</summary>
    public InstrumentSummary[] Instruments(TelemetrySource source)
    {
        lock (_gate)
        {
            return _bySource.TryGetValue(source, out var instruments)
                ? [.. instruments.Select(pair => new InstrumentSummary(pair.Key.Meter, pair.Value.Metric, pair.Value.Series.Count))
                    .OrderBy(instrument => instrument.Meter, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(instrument => instrument.Metric.Name, StringComparer.OrdinalIgnoreCase)]
                : [];
        }
    }

    /// <summary>The series of an instrument, points since a moment.</summary>
    public MetricSeries[] Read(TelemetrySource source, string meter, string name, DateTimeOffset since)
    {
        lock (_gate)
        {
            return _bySource.TryGetValue(source, out var instruments) && instruments.TryGetValue(new(meter, name), out var instrument)
                ? [.. instrument.Series.Select(series => new MetricSeries(
                    series.Key.Attributes, [.. series.Value.ToArray().Where(point => point.Timestamp >= since)]))]
                : [];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _bySource.Clear();
        }

        Changed.Notify();
    }

    private void Add(OtlpMetricPoint point)
    {
        var source = TelemetrySource.Of(point);
        if (!_bySource.TryGetValue(source, out var instruments))
        {
            if (_bySource.Count >= TelemetryLimits.MaxSources)
            {
                return;
            }

            _bySource.Add(source, instruments = []);
        }

        var key = new InstrumentKey(point.ScopeName ?? "", point.Metric.Name);
        if (!instruments.TryGetValue(key, out var instrument))
        {
            instruments.Add(key, instrument = new Instrument { Metric = point.Metric });
        }

        instrument.Metric = point.Metric;
        var seriesKey = new SeriesKey(point.Attributes);
        if (!instrument.Series.TryGetValue(seriesKey, out var series))
        {
            // A dimension with endless values must not take the place of all else.
            var known = instruments.Values.Sum(other => other.Series.Count);
            if (known >= Math.Max(1, limits.MaxMetricsCount / MinPointsOfSeries))
            {
                return;
            }

            instrument.Series.Add(seriesKey, series = new RingBuffer<MetricPoint>(MaxPointsOfSeries));
        }

        if (point.Value is { } value)
        {
            Append(series, new(point.Timestamp, value, point.Exemplars));
            Shrink(series, instruments);
        }
    }

    // The series of a source share its room.
    private void Shrink(RingBuffer<MetricPoint> series, Dictionary<InstrumentKey, Instrument> instruments)
    {
        if (series.Count > MinPointsOfSeries)
        {
            var share = Math.Max(MinPointsOfSeries, limits.MaxMetricsCount / instruments.Values.Sum(instrument => instrument.Series.Count));
            while (series.Count > share)
            {
                series.RemoveFirst();
            }
        }
    }

    // Exporters send as often as every second; more than one point in a second is not to be seen on a chart.
    private static void Append(RingBuffer<MetricPoint> series, MetricPoint point)
    {
        if (series.Count > 0 && point.Timestamp - series[series.Count - 1].Timestamp < TimeSpan.FromMilliseconds(500))
        {
            series.ReplaceLast(point);
        }
        else
        {
            series.Add(point);
        }
    }

    private readonly record struct InstrumentKey(string Meter, string Name);

    private sealed class Instrument
    {
        public required OtlpMetric Metric { get; set; }

        public Dictionary<SeriesKey, RingBuffer<MetricPoint>> Series { get; } = [];
    }
}
