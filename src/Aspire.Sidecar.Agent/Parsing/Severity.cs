namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Severities as OpenTelemetry numbers them (opentelemetry.io/docs/specs/otel/logs/data-model); those between are variants.</summary>
internal enum Severity
{
    Unspecified = 0,
    Trace = 1,
    Debug = 5,
    Info = 9,
    Info2 = 10,
    Warn = 13,
    Error = 17,
    Fatal = 21,
    Fatal4 = 24,
}
