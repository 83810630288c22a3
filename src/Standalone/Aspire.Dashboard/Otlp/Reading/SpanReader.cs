using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Aspire.Dashboard.Otlp.Reading;

internal sealed class SpanReader(OtlpServerOptions options)
{
    private readonly AttributeReader _reader = new(options);

    public List<OtlpSpan> Read(ExportTraceServiceRequest request, Rejections rejections)
    {
        List<OtlpSpan> spans = [];
        foreach (var resourceSpans in request.ResourceSpans)
        {
            var origin = Origin.Of(resourceSpans.Resource, _reader);
            foreach (var scopeSpans in resourceSpans.ScopeSpans)
            {
                var scope = _reader.TextOrNull(scopeSpans.Scope?.Name);
                foreach (var span in scopeSpans.Spans)
                {
                    if (Reject(span) is { } reason)
                    {
                        rejections.Add(reason);
                    }
                    else if (rejections.HasRoom())
                    {
                        spans.Add(Read(span, origin, scope));
                    }
                }
            }
        }

        return spans;
    }

    private static string? Reject(Span span) => span switch
    {
        _ when OtlpId.Trace(span.TraceId) is null => "a trace id is 16 bytes, not all zero",
        _ when OtlpId.Span(span.SpanId) is null => "a span id is 8 bytes, not all zero",
        { ParentSpanId.Length: not (0 or 8) } => "a parent span id is 8 bytes or empty",
        _ => null,
    };

    private OtlpSpan Read(Span span, Origin origin, string? scope) =>
        new(
            origin.ServiceName,
            origin.InstanceId,
            origin.Attributes,
            OtlpId.Trace(span.TraceId)!,
            OtlpId.Span(span.SpanId)!,
            OtlpId.Span(span.ParentSpanId),
            _reader.Text(span.Name),
            (int)span.Kind is >= 0 and <= (int)OtlpSpanKind.Consumer and var kind ? (OtlpSpanKind)kind : OtlpSpanKind.Unspecified,
            OtlpTime.FromUnixNanoseconds(span.StartTimeUnixNano),
            OtlpTime.FromUnixNanoseconds(span.EndTimeUnixNano),
            span.Status?.Code switch
            {
                Status.Types.StatusCode.Ok => OtlpSpanStatus.Ok,
                Status.Types.StatusCode.Error => OtlpSpanStatus.Error,
                _ => OtlpSpanStatus.Unset,
            },
            _reader.TextOrNull(span.Status?.Message),
            _reader.Read(span.Attributes),
            Events(span),
            Links(span))
        {
            ScopeName = scope,
            TraceState = _reader.TextOrNull(span.TraceState),
        };

    private List<OtlpSpanEvent> Events(Span span) =>
        [.. span.Events.Take(options.MaxSpanEvents).Select(item =>
            new OtlpSpanEvent(OtlpTime.FromUnixNanoseconds(item.TimeUnixNano), _reader.Text(item.Name), _reader.Read(item.Attributes)))];

    // A link to nowhere links nothing.
    private List<OtlpSpanLink> Links(Span span) =>
        [.. span.Links
            .Where(link => OtlpId.Trace(link.TraceId) is not null && OtlpId.Span(link.SpanId) is not null)
            .Take(options.MaxSpanEvents)
            .Select(link => new OtlpSpanLink(
                OtlpId.Trace(link.TraceId)!,
                OtlpId.Span(link.SpanId)!,
                _reader.TextOrNull(link.TraceState),
                _reader.Read(link.Attributes)))];
}
