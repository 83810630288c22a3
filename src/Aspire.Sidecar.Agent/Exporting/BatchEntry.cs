namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>A record in a batch and where it came from. One without lines has no bytes: it is only an offset that is reached when those before it are.</summary>
internal readonly record struct BatchEntry(IRecordSource Source, long End, int Lines, int Start);
