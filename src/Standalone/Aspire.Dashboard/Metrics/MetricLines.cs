using Aspire.Dashboard.Otlp;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Metrics;

/// <summary>Turns series of an instrument into lines of a chart.</summary>
internal static class MetricLines
{
    /// <summary>More lines than this nobody can tell apart.</summary>
    public const int Most = 12;

    private static readonly double[] Percentiles = [0.5, 0.9, 0.99];

    /// <param name="metric">What was measured.</param>
    /// <param name="series">Its series.</param>
    /// <param name="limits">The series of the limit that belongs to it, if any.</param>
    /// <param name="asRate">Whether a counter is shown as its change in a second.</param>
    public static IReadOnlyList<ChartLine> Of(OtlpMetric metric, IReadOnlyList<MetricSeries> series, IReadOnlyList<MetricSeries> limits, bool asRate)
    {
        if (metric.Kind is OtlpMetricKind.Histogram or OtlpMetricKind.ExponentialHistogram)
        {
            return HistogramLines.Of(metric, series, Percentiles);
        }

        if (metric.Kind == OtlpMetricKind.Summary)
        {
            return [.. series.SelectMany(Quantiles).Take(Most).Select((line, index) => line with { Color = index })];
        }

        MetricSeries[] shown = [.. series.OrderBy(item => NameOf(item.Attributes), StringComparer.Ordinal).Take(Most)];
        var lines = shown.Select((item, index) => new ChartLine(NameOf(item.Attributes), index, IsLimit: false, Values(metric, item, asRate)));
        var bounds = shown.Select((item, index) => (Limit: limits.FirstOrDefault(limit => Same(limit.Attributes, item.Attributes)), Index: index))
            .Where(pair => pair.Limit is not null)
            .Select(pair => new ChartLine($"{NameOf(pair.Limit!.Attributes)} limit", pair.Index, IsLimit: true, Values(metric, pair.Limit, asRate: false)));

        return [.. lines, .. bounds];
    }

    /// <summary>The dimensions in a few words: the values say it.</summary>
    public static string NameOf(IReadOnlyDictionary<string, string> attributes)
        => attributes.Count == 0 ? "value" : string.Join(" · ", attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => attribute.Value));

    private static List<ChartPoint> Values(OtlpMetric metric, MetricSeries series, bool asRate)
    {
        if (!asRate || metric.Kind != OtlpMetricKind.Sum)
        {
            return [.. series.Points.Where(point => point.Value is OtlpNumber).Select(point => new ChartPoint(point.Timestamp, ((OtlpNumber)point.Value).Value))];
        }

        var rates = new List<ChartPoint>();
        for (var i = 1; i < series.Points.Count; i++)
        {
            var (previous, current) = (series.Points[i - 1], series.Points[i]);
            var seconds = (current.Timestamp - previous.Timestamp).TotalSeconds;
            if (seconds > 0 && previous.Value is OtlpNumber before && current.Value is OtlpNumber now)
            {
                // A counter that is less than before has started anew.
                var change = metric.Temporality == OtlpTemporality.Delta || now.Value < before.Value ? now.Value : now.Value - before.Value;
                rates.Add(new(current.Timestamp, change / seconds));
            }
        }

        return rates;
    }

    private static IEnumerable<ChartLine> Quantiles(MetricSeries series) => series.Points
        .SelectMany(point => point.Value is OtlpSummary summary ? summary.Quantiles.Select(quantile => (quantile.Quantile, Point: new ChartPoint(point.Timestamp, quantile.Value))) : [])
        .GroupBy(item => item.Quantile)
        .Select(group => new ChartLine($"{NameOf(series.Attributes)} P{group.Key * 100:0.#}", 0, IsLimit: false, [.. group.Select(item => item.Point)]));

    private static bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) => new SeriesKey(one).Equals(new SeriesKey(other));
}
