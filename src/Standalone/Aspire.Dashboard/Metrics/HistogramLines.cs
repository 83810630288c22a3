using Aspire.Dashboard.Otlp;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Metrics;

/// <summary>Percentiles of a histogram over time, from what each bucket has got since the point before.</summary>
internal static class HistogramLines
{
    public static IReadOnlyList<ChartLine> Of(OtlpMetric metric, IReadOnlyList<MetricSeries> series, IReadOnlyList<double> percentiles)
    {
        // All series together: the percentile of a whole is not to be had from the percentiles of its parts.
        var steps = series.SelectMany(item => Steps(metric, item))
            .GroupBy(step => new DateTimeOffset(step.Time.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero))
            .OrderBy(group => group.Key)
            .Select(group => (Time: group.Key, Counts: Merge(group.Select(step => step.Histogram))))
            .Where(step => step.Counts.Count > 0)
            .ToArray();

        return [.. percentiles.Select((percentile, index) => new ChartLine(
            $"P{percentile * 100:0.#}",
            index,
            IsLimit: false,
            [.. steps.Select(step => new ChartPoint(step.Time, Percentile(step.Counts, percentile)))]))];
    }

    /// <summary>The value that a part of all measurements does not exceed, between the bounds of its bucket by proportion.</summary>
    public static double Percentile(OtlpHistogram histogram, double percentile)
    {
        var target = histogram.Count * percentile;
        double below = 0;
        for (var i = 0; i < histogram.BucketCounts.Count; i++)
        {
            double count = histogram.BucketCounts[i];
            if (count > 0 && below + count >= target)
            {
                return InBucket(histogram, i, (target - below) / count);
            }

            below += count;
        }

        return histogram.Max ?? (histogram.Bounds.Count > 0 ? histogram.Bounds[^1] : double.NaN);
    }

    private static double InBucket(OtlpHistogram histogram, int index, double part)
    {
        var upper = index < histogram.Bounds.Count ? histogram.Bounds[index] : histogram.Max ?? histogram.Bounds[^1];
        var lower = index > 0 ? histogram.Bounds[index - 1] : Math.Min(upper, histogram.Min ?? 0);

        return lower + ((upper - lower) * Math.Clamp(part, 0, 1));
    }

    private static IEnumerable<(DateTimeOffset Time, OtlpHistogram Histogram)> Steps(OtlpMetric metric, MetricSeries series)
    {
        OtlpHistogram? previous = null;
        foreach (var point in series.Points)
        {
            if (point.Value is not OtlpHistogram { BucketCounts.Count: > 0 } current)
            {
                continue;
            }

            var step = metric.Temporality == OtlpTemporality.Delta || previous is null || !IsContinued(previous, current) ? current : Subtract(current, previous);
            previous = current;
            if (step.Count > 0)
            {
                yield return (point.Timestamp, step);
            }
        }
    }

    private static bool IsContinued(OtlpHistogram previous, OtlpHistogram current)
        => previous.Count <= current.Count && previous.Bounds.SequenceEqual(current.Bounds) && previous.BucketCounts.Zip(current.BucketCounts).All(pair => pair.First <= pair.Second);

    private static OtlpHistogram Subtract(OtlpHistogram current, OtlpHistogram previous) => current with
    {
        Count = current.Count - previous.Count,
        BucketCounts = [.. current.BucketCounts.Zip(previous.BucketCounts, (now, before) => now - before)],
    };

    private static OtlpHistogram Merge(IEnumerable<OtlpHistogram> histograms) => histograms.Aggregate((one, other) => one.Bounds.SequenceEqual(other.Bounds)
        ? one with
        {
            Count = one.Count + other.Count,
            Min = Least(one.Min, other.Min),
            Max = Greatest(one.Max, other.Max),
            BucketCounts = [.. one.BucketCounts.Zip(other.BucketCounts, (a, b) => a + b)],
        }
        : one.Count >= other.Count ? one : other);

    private static double? Least(double? one, double? other) => one is { } a && other is { } b ? Math.Min(a, b) : null;

    private static double? Greatest(double? one, double? other) => one is { } a && other is { } b ? Math.Max(a, b) : null;
}
