namespace Aspire.Sidecar.Agent.Options;

/// <summary>The severity below which records are left out, by the numbers of OpenTelemetry.</summary>
internal enum LeastLevel
{
    All = 0,
    Debug = 5,
    Information = 9,
    Warning = 13,
    Error = 17,
    Critical = 21,
}
