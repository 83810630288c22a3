using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>A line as a record. <see cref="Text"/> is the line when it is text, which continuation lines may follow; else null.</summary>
internal readonly record struct ParsedLine(LogRecord Record, string? Text);
