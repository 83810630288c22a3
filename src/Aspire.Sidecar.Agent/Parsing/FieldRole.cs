namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>What a field of a structured line says about its record; any other field is an attribute.</summary>
internal enum FieldRole
{
    Attribute,
    Time,
    Level,
    LevelNumber,
    Message,
    Template,
    Renderings,
    Exception,
    StackTrace,
    TraceId,
    SpanId,
    State,
    Scopes,
}
