namespace Aspire.Sidecar.Agent.Options;

/// <summary>Where to start in files that are there on the very first start. Files that appear later are always read from their beginning.</summary>
internal enum StartFrom
{
    Beginning,

    End,
}
