using Aspire.Dashboard.Otlp.Reading;
using OpenTelemetry.Proto.Collector.Metrics.V1;

namespace Aspire.Dashboard.Otlp.Transport;

internal sealed class MetricsSignal(ITelemetrySink sink, OtlpServerOptions options)
    : OtlpSignal<ExportMetricsServiceRequest, ExportMetricsServiceResponse>
{
    private readonly MetricReader _reader = new(options);

    public override string HttpPath => "/v1/metrics";

    public override string GrpcService => "opentelemetry.proto.collector.metrics.v1.MetricsService";

    public override ExportMetricsServiceResponse Export(ExportMetricsServiceRequest request)
    {
        var rejections = new Rejections(options.MaxItemsPerRequest);
        var points = _reader.Read(request, rejections);
        if (points.Count > 0)
        {
            sink.OnMetrics(points);
        }

        return rejections.Count == 0
            ? new()
            : new() { PartialSuccess = new() { RejectedDataPoints = rejections.Count, ErrorMessage = rejections.Message } };
    }
}
