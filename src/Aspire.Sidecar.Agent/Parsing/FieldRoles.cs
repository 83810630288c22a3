namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>The field names of common loggers: Microsoft's JSON console, Serilog's compact format, Pino, Bunyan, Zap, slog, Logrus, Logback, log4j2, structlog, ECS, GELF, MongoDB.</summary>
internal static class FieldRoles
{
    private static readonly AsciiWords<FieldRole> Roles = Table(
        (FieldRole.Time, ["@t", "time", "timestamp", "@timestamp", "ts", "datetime", "eventtime", "asctime", "timemillis", "instant", "t"]),
        (FieldRole.Level, ["@l", "level", "loglevel", "log.level", "severity", "lvl", "severitytext", "severity_text", "levelname"]),
        (FieldRole.LevelNumber, ["severitynumber", "severity_number"]),
        (FieldRole.Letter, ["s"]),
        (FieldRole.Message, ["@m", "message", "msg", "body", "short_message"]),
        (FieldRole.FormattedMessage, ["formattedmessage", "renderedmessage"]),
        (FieldRole.Template, ["@mt", "messagetemplate"]),
        (FieldRole.Renderings, ["@r"]),
        (FieldRole.Exception, ["@x", "exception", "error", "err", "exc_info", "thrown", "throwable"]),
        (FieldRole.ExceptionType, ["error.type", "exception.type"]),
        (FieldRole.ExceptionMessage, ["error.message", "exception.message"]),
        (FieldRole.StackTrace, ["stacktrace", "stack_trace", "stack", "error.stack_trace", "exception.stacktrace"]),
        (FieldRole.TraceId, ["@tr", "trace_id", "traceid", "trace.id", "oteltraceid"]),
        (FieldRole.SpanId, ["@sp", "span_id", "spanid", "span.id", "otelspanid"]),
        (FieldRole.State, ["state"]),
        (FieldRole.Scopes, ["scopes"]),
        (FieldRole.Group, ["log", "trace", "span"]));

    private static readonly AsciiWords<FieldRole> Members = Table(
        (FieldRole.ExceptionType, ["type", "name", "class", "classname"]),
        (FieldRole.ExceptionMessage, ["message", "msg"]),
        (FieldRole.StackTrace, ["stack", "stacktrace", "stack_trace", "stacktracestring", "extendedstacktrace"]));

    public static FieldRole Of(ReadOnlySpan<byte> name) => Roles.TryGet(name, out var role) ? role : FieldRole.Attribute;

    /// <summary>The role of a member of an object that is an exception.</summary>
    public static FieldRole OfExceptionMember(ReadOnlySpan<byte> name) => Members.TryGet(name, out var role) ? role : FieldRole.Attribute;

    private static AsciiWords<FieldRole> Table(params (FieldRole Role, string[] Names)[] groups) =>
        new([.. groups.SelectMany(group => group.Names, (group, name) => KeyValuePair.Create(name, group.Role))]);
}
