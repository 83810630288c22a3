using System.Globalization;
using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Scraping;

/// <summary>
/// Writes families as metrics of OTLP (opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics). Names stay as the endpoint has them.
/// </summary>
internal sealed class FamilyWriter(MetricWriter output, SeriesMemory memory, ulong scrapedAt, IReadOnlyList<KeyValuePair<string, string>> extra)
{
    private const string UpperBound = "le";
    private const string QuantileLabel = "quantile";
    private const double Percent = 100;

    public void Write(MetricFamily family)
    {
        if (family.Samples.Count == 0)
        {
            return;
        }

        switch (family.Type)
        {
            case FamilyType.Counter:
                WriteCounter(family);
                break;
            case FamilyType.Histogram:
                WriteGroups(family, () => output.BeginHistogram(family.Name, family.Unit, family.Help), WriteHistogram);
                break;
            case FamilyType.Summary:
                WriteGroups(family, () => output.BeginSummary(family.Name, family.Unit, family.Help), WriteSummary);
                break;
            case FamilyType.Info or FamilyType.StateSet:
                WriteNumbers(family, isSum: true);
                break;
            default:
                WriteNumbers(family, isSum: false);
                break;
        }
    }

    /// <summary>Tells that series have ended.</summary>
    public void WriteGone(IEnumerable<(MetricFamily Family, IReadOnlyList<KeyValuePair<string, string>> Labels)> series)
    {
        foreach (var (family, labels) in series)
        {
            Begin(family);
            switch (family.Type)
            {
                case FamilyType.Histogram:
                    output.AddHistogram([.. labels, .. extra], 0, scrapedAt, null);
                    break;
                case FamilyType.Summary:
                    output.AddSummary([.. labels, .. extra], 0, scrapedAt, null, 0, []);
                    break;
                default:
                    output.AddNumber([.. labels, .. extra], 0, scrapedAt, null);
                    break;
            }

            output.End();
        }
    }

    private void Begin(MetricFamily family)
    {
        switch (family.Type)
        {
            case FamilyType.Counter:
                output.BeginSum(family.Name, family.Unit, family.Help, isMonotonic: true);
                break;
            case FamilyType.Histogram:
                output.BeginHistogram(family.Name, family.Unit, family.Help);
                break;
            case FamilyType.Summary:
                output.BeginSummary(family.Name, family.Unit, family.Help);
                break;
            case FamilyType.Info or FamilyType.StateSet:
                output.BeginSum(family.Name, family.Unit, family.Help, isMonotonic: false);
                break;
            default:
                output.BeginGauge(family.Name, family.Unit, family.Help);
                break;
        }
    }

    private void WriteCounter(MetricFamily family)
    {
        var created = family.Samples.Where(sample => sample.Name.EndsWith("_created", StringComparison.Ordinal) && sample.Name.Length == family.Name.Length + 8)
            .GroupBy(sample => new SeriesKey("", sample.Labels))
            .ToDictionary(group => group.Key, group => group.First().Value);
        foreach (var group in family.Samples.Where(sample => !sample.Name.EndsWith("_created", StringComparison.Ordinal) || sample.Name == family.Name).GroupBy(sample => sample.Name))
        {
            var named = new MetricFamily(group.Key) { Type = family.Type, Help = family.Help, Unit = family.Unit };
            Begin(named);
            foreach (var sample in group)
            {
                var time = sample.Time ?? scrapedAt;
                ulong? start = created.TryGetValue(new SeriesKey("", sample.Labels), out var seconds) ? Nanoseconds(seconds) : null;
                output.AddNumber(With(sample.Labels), memory.StartOf(named, sample.Labels, sample.Value, time, start), time, sample.Value, sample.Exemplar);
            }

            output.End();
        }
    }

    private void WriteNumbers(MetricFamily family, bool isSum)
    {
        foreach (var group in family.Samples.GroupBy(sample => sample.Name))
        {
            var named = new MetricFamily(group.Key) { Type = isSum ? family.Type : FamilyType.Gauge, Help = family.Help, Unit = family.Unit };
            Begin(named);
            foreach (var sample in group)
            {
                var time = sample.Time ?? scrapedAt;
                var start = memory.StartOf(named, sample.Labels, 0, time, null);
                output.AddNumber(With(sample.Labels), isSum ? start : 0, time, sample.Value);
            }

            output.End();
        }
    }

    // The lines of a histogram or summary that have the same labels, but for the one of the bucket or quantile.
    private void WriteGroups(MetricFamily family, Action begin, Action<MetricFamily, IReadOnlyList<KeyValuePair<string, string>>, List<Sample>> write)
    {
        var special = family.Type == FamilyType.Histogram ? UpperBound : QuantileLabel;
        var groups = new Dictionary<SeriesKey, List<Sample>>();
        foreach (var sample in family.Samples)
        {
            var key = new SeriesKey("", sample.Labels.Any(label => label.Key == special) ? [.. sample.Labels.Where(label => label.Key != special)] : sample.Labels);
            if (!groups.TryGetValue(key, out var samples))
            {
                groups[key] = samples = [];
            }

            samples.Add(sample);
        }

        begin();
        foreach (var (key, samples) in groups)
        {
            write(family, key.Labels, samples);
        }

        output.End();
    }

    private void WriteHistogram(MetricFamily family, IReadOnlyList<KeyValuePair<string, string>> labels, List<Sample> samples)
    {
        var buckets = samples
            .Where(sample => sample.Name.EndsWith("_bucket", StringComparison.Ordinal))
            .Select(sample => (Bound: Number(sample, UpperBound), Sample: sample))
            .Where(bucket => !double.IsNaN(bucket.Bound))
            .OrderBy(bucket => bucket.Bound)
            .DistinctBy(bucket => bucket.Bound)
            .ToArray();
        var count = ValueOf(samples, "_count") ?? (buckets is [.., var last] ? last.Sample.Value : 0);
        var counts = new List<ulong>(buckets.Length + 1);
        var below = 0.0;
        foreach (var bucket in buckets.Where(bucket => !double.IsPositiveInfinity(bucket.Bound)))
        {
            counts.Add(Count(bucket.Sample.Value - below));
            below = Math.Max(below, bucket.Sample.Value);
        }

        counts.Add(Count(count - below));
        var time = samples.Select(sample => sample.Time).FirstOrDefault(given => given is not null) ?? scrapedAt;
        var value = new MetricHistogram(
            counts.Aggregate(0UL, (total, next) => total + next),
            ValueOf(samples, "_sum"),
            [.. buckets.Select(bucket => bucket.Bound).Where(double.IsFinite)],
            [.. counts.Take(buckets.Count(bucket => double.IsFinite(bucket.Bound)) + 1)])
        {
            Exemplars = [.. buckets.Select(bucket => bucket.Sample.Exemplar).OfType<MetricExemplar>()],
        };
        output.AddHistogram(With(labels), memory.StartOf(family, labels, count, time, Created(samples)), time, value);
    }

    private void WriteSummary(MetricFamily family, IReadOnlyList<KeyValuePair<string, string>> labels, List<Sample> samples)
    {
        var quantiles = samples
            .Where(sample => sample.Name == family.Name)
            .Select(sample => (Quantile: Number(sample, QuantileLabel), sample.Value))
            .Where(quantile => quantile.Quantile is >= 0 and <= Percent)
            .ToArray();

        // Some count in percent, such as the exporter of redis; OTLP does not.
        if (quantiles.Any(quantile => quantile.Quantile > 1))
        {
            quantiles = [.. quantiles.Select(quantile => (quantile.Quantile / Percent, quantile.Value))];
        }

        var time = samples.Select(sample => sample.Time).FirstOrDefault(given => given is not null) ?? scrapedAt;
        var count = ValueOf(samples, "_count") ?? 0;
        output.AddSummary(With(labels), memory.StartOf(family, labels, count, time, Created(samples)), time, Count(count), ValueOf(samples, "_sum") ?? 0, quantiles);
    }

    private IReadOnlyList<KeyValuePair<string, string>> With(IReadOnlyList<KeyValuePair<string, string>> labels) => extra.Count == 0 ? labels : [.. labels, .. extra];

    private static ulong? Created(List<Sample> samples) => ValueOf(samples, "_created") is { } seconds ? Nanoseconds(seconds) : null;

    private static double? ValueOf(List<Sample> samples, string suffix) => samples.Find(sample => sample.Name.EndsWith(suffix, StringComparison.Ordinal))?.Value;

    private static double Number(Sample sample, string label)
    {
        var text = sample.Labels.FirstOrDefault(pair => pair.Key == label).Value ?? "";
        return text is "+Inf" or "Inf" ? double.PositiveInfinity
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }

    private static ulong Nanoseconds(double seconds) => seconds is > 0 and < 1e10 ? (ulong)Math.Round(seconds * 1e6) * 1000 : 0;

    // Counts are whole, but some write them otherwise.
    private static ulong Count(double value) => value is > 0 and < ulong.MaxValue ? (ulong)value : 0;
}
