namespace Aspire.Sidecar.Agent.Parsing;

internal enum FieldKind
{
    Null,
    Text,
    Integer,
    Number,
    Bool,
    Object,
    Array,
}
