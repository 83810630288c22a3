namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>A record in a batch and where it came from. One without bytes is only an offset that is reached when those before it are.</summary>
internal readonly record struct BatchEntry(IRecordSource Source, long End, int Lines, int Start);
