namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Where records come from; it wants to know how far they were taken.</summary>
internal interface IRecordSource
{
    /// <summary>Attributes of all its records, written as fields of a record.</summary>
    ReadOnlySpan<byte> Origin { get; }

    /// <summary>A record that ends at this offset is on its way.</summary>
    void Emit(long end);

    /// <summary>The receiver has taken, or refused for good, everything up to this offset. Called by the exporter.</summary>
    void Accept(long end);
}
