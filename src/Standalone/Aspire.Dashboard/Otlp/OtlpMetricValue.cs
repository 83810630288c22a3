namespace Aspire.Dashboard.Otlp;

internal abstract record OtlpMetricValue;

/// <summary>The value of a gauge or a sum.</summary>
internal sealed record OtlpNumber(double Value) : OtlpMetricValue;

/// <summary>The value of either kind of histogram.</summary>
/// <param name="Count">How many measurements.</param>
/// <param name="Sum">Of all measurements, where the source keeps it.</param>
/// <param name="Min">The least measurement, where the source keeps it.</param>
/// <param name="Max">The greatest measurement, where the source keeps it.</param>
/// <param name="Bounds">The inclusive upper bounds of all buckets but the last, which has none; increasing.</param>
/// <param name="BucketCounts">One more than there are bounds, or none when the source keeps no buckets.</param>
internal sealed record OtlpHistogram(
    ulong Count,
    double? Sum,
    double? Min,
    double? Max,
    IReadOnlyList<double> Bounds,
    IReadOnlyList<ulong> BucketCounts) : OtlpMetricValue;

internal sealed record OtlpSummary(ulong Count, double Sum, IReadOnlyList<OtlpQuantile> Quantiles) : OtlpMetricValue;
