using System.Globalization;
using Aspire.Dashboard.Display;
using Aspire.Dashboard.Model;
using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.StructuredLogs;

/// <summary>Writes what is in a log record as rows of a table.</summary>
internal static class LogFacts
{
    public static IReadOnlyList<ResourceFact> Main(OtlpLogRecord record, string resourceName)
    {
        (string Name, string? Value)[] facts =
        [
            ("Resource", resourceName),
            ("Time", TimeText.Full(record.Timestamp)),
            ("Severity", string.Create(CultureInfo.InvariantCulture, $"{record.SeverityText ?? LogLevels.NameOf(record.SeverityNumber)} ({record.SeverityNumber})")),
            ("Category", record.ScopeName),
            ("Event", record.EventName),
            ("Trace", record.TraceId),
            ("Span", record.SpanId),
        ];

        return [.. facts.Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => new ResourceFact(fact.Name, fact.Value))];
    }

    public static IReadOnlyList<ResourceFact> Of(IReadOnlyDictionary<string, string> attributes)
        => [.. attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => new ResourceFact(attribute.Key, attribute.Value))];
}
