namespace Aspire.Dashboard.Otlp;

/// <summary>Takes what the receiver accepted. Called from many requests at once; what it throws fails the request.</summary>
internal interface ITelemetrySink
{
    void OnLogs(IReadOnlyList<OtlpLogRecord> records);

    void OnSpans(IReadOnlyList<OtlpSpan> spans);

    void OnMetrics(IReadOnlyList<OtlpMetricPoint> points);
}
