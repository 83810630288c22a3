using Aspire.Dashboard.Otlp.Reading;
using OpenTelemetry.Proto.Collector.Logs.V1;

namespace Aspire.Dashboard.Otlp.Transport;

internal sealed class LogsSignal(ITelemetrySink sink, OtlpServerOptions options)
    : OtlpSignal<ExportLogsServiceRequest, ExportLogsServiceResponse>
{
    private readonly LogReader _reader = new(options);

    public override string HttpPath => "/v1/logs";

    public override string GrpcService => "opentelemetry.proto.collector.logs.v1.LogsService";

    public override ExportLogsServiceResponse Export(ExportLogsServiceRequest request)
    {
        var rejections = new Rejections(options.MaxItemsPerRequest);
        var records = _reader.Read(request, rejections);
        if (records.Count > 0)
        {
            sink.OnLogs(records);
        }

        return rejections.Count == 0
            ? new()
            : new() { PartialSuccess = new() { RejectedLogRecords = rejections.Count, ErrorMessage = rejections.Message } };
    }
}
