using OpenTelemetry.Proto.Metrics.V1;

namespace Aspire.Dashboard.Otlp.Reading;

/// <summary>Both kinds of histogram become one: counts between explicit bounds.</summary>
internal static class HistogramReader
{
    public static string? Reject(HistogramDataPoint point, int maxBuckets)
    {
        if (point.BucketCounts.Count > maxBuckets)
        {
            return $"a histogram may have {maxBuckets} buckets";
        }

        if (point.BucketCounts.Count != 0 && point.BucketCounts.Count != point.ExplicitBounds.Count + 1)
        {
            return "a histogram has one bucket more than it has bounds";
        }

        return point.ExplicitBounds.Zip(point.ExplicitBounds.Skip(1)).All(pair => pair.First < pair.Second)
            ? null
            : "the bounds of a histogram increase";
    }

    public static string? Reject(ExponentialHistogramDataPoint point, int maxBuckets) => point switch
    {
        _ when (point.Positive?.BucketCounts.Count ?? 0) + (point.Negative?.BucketCounts.Count ?? 0) > maxBuckets => $"a histogram may have {maxBuckets} buckets",
        { Scale: < -1000 or > 1000 } => "the scale of a histogram is between -1000 and 1000",
        { ZeroThreshold: < 0 or double.NaN or double.PositiveInfinity } => "the zero threshold of a histogram is a finite number, not below zero",
        _ => null,
    };

    public static OtlpHistogram Read(HistogramDataPoint point) => new(
        point.Count,
        point.HasSum ? point.Sum : null,
        point.HasMin ? point.Min : null,
        point.HasMax ? point.Max : null,
        point.BucketCounts.Count == 0 ? [] : [.. point.ExplicitBounds],
        [.. point.BucketCounts]);

    public static OtlpHistogram Read(ExponentialHistogramDataPoint point)
    {
        var buckets = new BucketList();
        var growth = Math.Pow(2, -point.Scale);
        double Bound(long index) => Math.Pow(2, index * growth);

        if (point.Negative is { BucketCounts: { Count: > 0 } below } negative)
        {
            buckets.Add(-Bound((long)negative.Offset + below.Count), 0);
            for (var i = below.Count - 1; i >= 0; i--)
            {
                buckets.Add(-Bound((long)negative.Offset + i), below[i]);
            }
        }

        buckets.Add(point.ZeroThreshold, point.ZeroCount);
        if (point.Positive is { BucketCounts: { Count: > 0 } above } positive)
        {
            buckets.Add(Bound(positive.Offset), 0);
            for (var i = 0; i < above.Count; i++)
            {
                buckets.Add(Bound((long)positive.Offset + i + 1), above[i]);
            }
        }

        return buckets.ToHistogram(point);
    }

    private sealed class BucketList
    {
        private readonly List<double> _bounds = [];
        private readonly List<ulong> _counts = [];

        // Bounds beyond the range of a double, or too near for it to tell apart, are one.
        public void Add(double bound, ulong count)
        {
            bound = Math.Clamp(bound, double.MinValue, double.MaxValue);
            if (_bounds.Count > 0 && bound <= _bounds[^1])
            {
                _counts[^1] += count;
                return;
            }

            _bounds.Add(bound);
            _counts.Add(count);
        }

        public OtlpHistogram ToHistogram(ExponentialHistogramDataPoint point) => new(
            point.Count,
            point.HasSum ? point.Sum : null,
            point.HasMin ? point.Min : null,
            point.HasMax ? point.Max : null,
            _bounds,
            [.. _counts, 0]);
    }
}
