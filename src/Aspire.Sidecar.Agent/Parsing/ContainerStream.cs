namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>The output of a container on which a line was written.</summary>
internal enum ContainerStream
{
    None,
    Output,
    Error,
}
