using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Metrics.V1;

namespace Aspire.Dashboard.Otlp.Reading;

internal sealed class MetricReader(OtlpServerOptions options)
{
    private readonly AttributeReader _reader = new(options);

    public List<OtlpMetricPoint> Read(ExportMetricsServiceRequest request, Rejections rejections)
    {
        List<OtlpMetricPoint> points = [];
        foreach (var resourceMetrics in request.ResourceMetrics)
        {
            var origin = Origin.Of(resourceMetrics.Resource, _reader);
            foreach (var scopeMetrics in resourceMetrics.ScopeMetrics)
            {
                var scope = _reader.TextOrNull(scopeMetrics.Scope?.Name);
                points.AddRange(scopeMetrics.Metrics.SelectMany(metric => Read(metric, new(origin, scope, rejections))));
            }
        }

        return points;
    }

    private IEnumerable<OtlpMetricPoint> Read(Metric metric, Context context) => metric switch
    {
        { DataCase: Metric.DataOneofCase.None } => [],
        { Name: "" } => RejectAll(metric, context),
        { Gauge: { } gauge } => Numbers(gauge.DataPoints, context with { Metric = Describe(metric, OtlpMetricKind.Gauge) }),
        { Sum: { } sum } => Numbers(sum.DataPoints, context with
        {
            Metric = Describe(metric, OtlpMetricKind.Sum, sum.AggregationTemporality) with { IsMonotonic = sum.IsMonotonic },
        }),
        { Histogram: { } histogram } => Histograms(histogram, context with
        {
            Metric = Describe(metric, OtlpMetricKind.Histogram, histogram.AggregationTemporality),
        }),
        { ExponentialHistogram: { } histogram } => Histograms(histogram, context with
        {
            Metric = Describe(metric, OtlpMetricKind.ExponentialHistogram, histogram.AggregationTemporality),
        }),
        { Summary: { } summary } => Summaries(summary, context with { Metric = Describe(metric, OtlpMetricKind.Summary) }),
        _ => [],
    };

    private OtlpMetric Describe(Metric metric, OtlpMetricKind kind, AggregationTemporality temporality = default) => new(
        _reader.Text(metric.Name),
        _reader.Text(metric.Description),
        _reader.Text(metric.Unit),
        kind,
        IsMonotonic: false,
        temporality switch
        {
            AggregationTemporality.Delta => OtlpTemporality.Delta,
            AggregationTemporality.Cumulative => OtlpTemporality.Cumulative,
            _ => OtlpTemporality.Unspecified,
        });

    private static OtlpMetricPoint[] RejectAll(Metric metric, Context context)
    {
        var count = metric.Gauge?.DataPoints.Count ?? metric.Sum?.DataPoints.Count ?? metric.Histogram?.DataPoints.Count
            ?? metric.ExponentialHistogram?.DataPoints.Count ?? metric.Summary?.DataPoints.Count ?? 0;
        context.Rejections.Add("a metric has a name", count);
        return [];
    }

    private IEnumerable<OtlpMetricPoint> Numbers(IEnumerable<NumberDataPoint> points, Context context) =>
        from point in points
        let recorded = IsRecorded(point.Flags) && point.ValueCase != NumberDataPoint.ValueOneofCase.None
        where context.Rejections.HasRoom()
        select Point(context, point.StartTimeUnixNano, point.TimeUnixNano, point.Attributes, recorded ? Number(point) : null, point.Exemplars);

    private static OtlpNumber Number(NumberDataPoint point) =>
        new(point.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble);

    private IEnumerable<OtlpMetricPoint> Histograms(Histogram histogram, Context context) =>
        from point in histogram.DataPoints
        where context.Accepts(HistogramReader.Reject(point, options.MaxHistogramBuckets))
        let value = IsRecorded(point.Flags) ? HistogramReader.Read(point) : null
        select Point(context, point.StartTimeUnixNano, point.TimeUnixNano, point.Attributes, value, point.Exemplars);

    private IEnumerable<OtlpMetricPoint> Histograms(ExponentialHistogram histogram, Context context) =>
        from point in histogram.DataPoints
        where context.Accepts(HistogramReader.Reject(point, options.MaxHistogramBuckets))
        let value = IsRecorded(point.Flags) ? HistogramReader.Read(point) : null
        select Point(context, point.StartTimeUnixNano, point.TimeUnixNano, point.Attributes, value, point.Exemplars);

    private IEnumerable<OtlpMetricPoint> Summaries(Summary summary, Context context) =>
        from point in summary.DataPoints
        where context.Rejections.HasRoom()
        let quantiles = point.QuantileValues.Select(item => new OtlpQuantile(item.Quantile, item.Value))
        let value = IsRecorded(point.Flags) ? new OtlpSummary(point.Count, point.Sum, [.. quantiles]) : null
        select Point(context, point.StartTimeUnixNano, point.TimeUnixNano, point.Attributes, value, []);

    private static bool IsRecorded(uint flags) => (flags & (uint)DataPointFlags.NoRecordedValueMask) == 0;

    private OtlpMetricPoint Point(
        Context context,
        ulong start,
        ulong time,
        IReadOnlyList<KeyValue> attributes,
        OtlpMetricValue? value,
        IEnumerable<Exemplar> exemplars) =>
        new(
            context.Origin.ServiceName,
            context.Origin.InstanceId,
            context.Origin.Attributes,
            context.Metric!,
            OtlpTime.FromUnixNanosecondsOrNull(start),
            OtlpTime.FromUnixNanoseconds(time),
            _reader.Read(attributes),
            value)
        {
            ScopeName = context.Scope,
            Exemplars = [.. exemplars.Take(options.MaxSpanEvents).Select(Exemplar)],
        };

    private OtlpExemplar Exemplar(Exemplar exemplar) => new(
        OtlpTime.FromUnixNanoseconds(exemplar.TimeUnixNano),
        exemplar.ValueCase == OpenTelemetry.Proto.Metrics.V1.Exemplar.ValueOneofCase.AsInt ? exemplar.AsInt : exemplar.AsDouble,
        OtlpId.Trace(exemplar.TraceId),
        OtlpId.Span(exemplar.SpanId),
        _reader.Read(exemplar.FilteredAttributes));

    private sealed record Context(Origin Origin, string? Scope, Rejections Rejections)
    {
        public OtlpMetric? Metric { get; init; }

        public bool Accepts(string? reason)
        {
            if (reason is null)
            {
                return Rejections.HasRoom();
            }

            Rejections.Add(reason);
            return false;
        }
    }
}
