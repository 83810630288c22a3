using System.Collections.Frozen;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>The field names of common loggers: Microsoft's JSON console, Serilog's compact format, Pino, Bunyan, Zap, slog, Logrus, Logback, structlog, ECS.</summary>
internal static class FieldRoles
{
    private static readonly FrozenDictionary<string, FieldRole> Roles = new (FieldRole Role, string[] Names)[]
    {
        (FieldRole.Time, ["@t", "time", "timestamp", "@timestamp", "ts", "datetime", "eventtime", "asctime"]),
        (FieldRole.Level, ["@l", "level", "loglevel", "log.level", "severity", "lvl", "severitytext", "severity_text", "levelname"]),
        (FieldRole.LevelNumber, ["severitynumber", "severity_number"]),
        (FieldRole.Message, ["@m", "message", "msg", "body", "short_message", "renderedmessage"]),
        (FieldRole.Template, ["@mt", "messagetemplate"]),
        (FieldRole.Renderings, ["@r"]),
        (FieldRole.Exception, ["@x", "exception", "error", "err", "exc_info"]),
        (FieldRole.StackTrace, ["stacktrace", "stack_trace", "stack", "error.stack_trace"]),
        (FieldRole.TraceId, ["@tr", "trace_id", "traceid", "trace.id"]),
        (FieldRole.SpanId, ["@sp", "span_id", "spanid", "span.id"]),
        (FieldRole.State, ["state"]),
        (FieldRole.Scopes, ["scopes"]),
    }.SelectMany(group => group.Names, (group, name) => KeyValuePair.Create(name, group.Role)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static FieldRole Of(string name) => Roles.GetValueOrDefault(name);
}
