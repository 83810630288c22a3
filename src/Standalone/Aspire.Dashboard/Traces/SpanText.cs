using System.Globalization;
using Aspire.Dashboard.Display;
using Aspire.Dashboard.Model;
using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.Traces;

/// <summary>Writes spans for people.</summary>
internal static class SpanText
{
    /// <summary>The name, with what is called where the name does not say it, as for the method of an HTTP client alone.</summary>
    public static string Title(OtlpSpan span)
    {
        if (span.Kind != OtlpSpanKind.Client || span.Name.Contains(' ', StringComparison.Ordinal))
        {
            return span.Name;
        }

        return span.Attributes.GetValueOrDefault("url.full") is { } url && Uri.TryCreate(url, UriKind.Absolute, out var uri)
            ? $"{span.Name} {uri.AbsolutePath}"
            : span.Name;
    }

    /// <summary>The facts that are worth a look without opening the span, such as a status code.</summary>
    public static string Summary(OtlpSpan span)
    {
        string?[] parts =
        [
            span.Attributes.GetValueOrDefault("http.response.status_code"),
            span.Attributes.GetValueOrDefault("db.system.name") ?? span.Attributes.GetValueOrDefault("db.system"),
            span.Attributes.GetValueOrDefault("rpc.service"),
            span.Status == OtlpSpanStatus.Error ? span.StatusMessage : null,
        ];

        return string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    public static IReadOnlyList<ResourceFact> Main(OtlpSpan span, DateTimeOffset traceStart, string resourceName)
    {
        (string Name, string? Value)[] facts =
        [
            ("Resource", resourceName),
            ("Name", span.Name),
            ("Kind", span.Kind.ToString()),
            ("Source", span.ScopeName),
            ("Start", TimeText.Full(span.Start)),
            ("Offset", TimeText.Duration(span.Start > traceStart ? span.Start - traceStart : TimeSpan.Zero)),
            ("Duration", TimeText.Duration(span.Duration)),
            ("Status", span.Status == OtlpSpanStatus.Unset ? null : span.Status.ToString()),
            ("Status message", span.StatusMessage),
            ("Span", span.SpanId),
            ("Parent span", span.ParentSpanId),
            ("Trace", span.TraceId),
            ("Trace state", span.TraceState),
        ];

        return [.. facts.Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => new ResourceFact(fact.Name, fact.Value))];
    }

    public static IReadOnlyList<ResourceFact> Event(OtlpSpanEvent happened, OtlpSpan span) =>
    [
        new("Time", string.Create(CultureInfo.InvariantCulture, $"+{TimeText.Duration(happened.Timestamp > span.Start ? happened.Timestamp - span.Start : TimeSpan.Zero)}")),
        .. happened.Attributes.Select(attribute => new ResourceFact(attribute.Key, attribute.Value)),
    ];
}
