using Aspire.Dashboard.Otlp.Reading;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace Aspire.Dashboard.Otlp.Transport;

internal sealed class TracesSignal(ITelemetrySink sink, OtlpServerOptions options)
    : OtlpSignal<ExportTraceServiceRequest, ExportTraceServiceResponse>
{
    private readonly SpanReader _reader = new(options);

    public override string HttpPath => "/v1/traces";

    public override string GrpcService => "opentelemetry.proto.collector.trace.v1.TraceService";

    public override ExportTraceServiceResponse Export(ExportTraceServiceRequest request)
    {
        var rejections = new Rejections(options.MaxItemsPerRequest);
        var spans = _reader.Read(request, rejections);
        if (spans.Count > 0)
        {
            sink.OnSpans(spans);
        }

        return rejections.Count == 0
            ? new()
            : new() { PartialSuccess = new() { RejectedSpans = rejections.Count, ErrorMessage = rejections.Message } };
    }
}
