namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>What a field of a structured line says about its record; any other field is an attribute.</summary>
internal enum FieldRole
{
    Attribute,
    Time,
    Level,
    LevelNumber,
    Letter,
    Message,
    FormattedMessage,
    Template,
    Renderings,
    Exception,
    ExceptionType,
    ExceptionMessage,
    StackTrace,
    TraceId,
    SpanId,
    State,
    Scopes,

    /// <summary>An object whose members have a role by their names with its name in front, as the Elastic Common Schema has them.</summary>
    Group,
}
