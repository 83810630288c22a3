namespace Aspire.Sidecar.Agent.Protobuf;

/// <summary>A histogram as OTLP has it.</summary>
/// <param name="Count">How many values.</param>
/// <param name="Sum">Their sum; null when it is not known.</param>
/// <param name="Bounds">The upper bounds of the buckets but the last, which has none.</param>
/// <param name="Counts">How many values are in each bucket.</param>
internal sealed record MetricHistogram(ulong Count, double? Sum, IReadOnlyList<double> Bounds, IReadOnlyList<ulong> Counts)
{
    public IReadOnlyList<MetricExemplar> Exemplars { get; init; } = [];
}
