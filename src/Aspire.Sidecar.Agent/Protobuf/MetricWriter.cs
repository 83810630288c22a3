namespace Aspire.Sidecar.Agent.Protobuf;

/// <summary>
/// Writes metrics as fields of their scope (opentelemetry/proto/metrics/v1/metrics.proto). One with very many points becomes several of the same name, so that a request can end between them.
/// </summary>
internal sealed class MetricWriter(ByteBuffer output)
{
    private const int Metric = 2;
    private const int Name = 1;
    private const int Description = 2;
    private const int Unit = 3;
    private const int Gauge = 5;
    private const int Sum = 7;
    private const int Histogram = 9;
    private const int Summary = 11;
    private const int DataPoint = 1;
    private const int Temporality = 2;
    private const int IsMonotonic = 3;
    private const int Start = 2;
    private const int Time = 3;
    private const int NumberAsDouble = 4;
    private const int NumberExemplar = 5;
    private const int NumberAttribute = 7;
    private const int NumberFlags = 8;
    private const int DistributionCount = 4;
    private const int DistributionSum = 5;
    private const int BucketCounts = 6;
    private const int Quantile = 6;
    private const int Bounds = 7;
    private const int HistogramExemplar = 8;
    private const int HistogramAttribute = 9;
    private const int HistogramFlags = 10;
    private const ulong Cumulative = 2;
    private const ulong NoRecordedValue = 1;

    /// <summary>A metric is full at so many bytes.</summary>
    private const int MostBytes = 256 * 1024;

    private readonly List<int> _ends = [];
    private Head _head;
    private int _metric;
    private int _data;

    /// <summary>Where each metric ends.</summary>
    public IReadOnlyList<int> Ends => _ends;

    public void BeginGauge(string name, string unit, string description) => Begin(new(name, unit, description, Gauge));

    public void BeginSum(string name, string unit, string description, bool isMonotonic) => Begin(new(name, unit, description, Sum) { IsMonotonic = isMonotonic });

    public void BeginHistogram(string name, string unit, string description) => Begin(new(name, unit, description, Histogram));

    public void BeginSummary(string name, string unit, string description) => Begin(new(name, unit, description, Summary));

    /// <summary>Ends the metric that was begun.</summary>
    public void End()
    {
        output.End(_data);
        output.End(_metric);
        _ends.Add(output.Length);
    }

    /// <summary>Adds a point to a gauge or a sum.</summary>
    /// <param name="attributes">What tells it from the other points.</param>
    /// <param name="start">Since when it counts, in nanoseconds since 1970; 0 for a gauge.</param>
    /// <param name="time">When it was measured.</param>
    /// <param name="value">The value; null when there is none any more.</param>
    /// <param name="exemplar">An example; null for none.</param>
    public void AddNumber(IReadOnlyList<KeyValuePair<string, string>> attributes, ulong start, ulong time, double? value, MetricExemplar? exemplar = null)
    {
        var point = BeginPoint(attributes, NumberAttribute, start, time);
        if (value is { } number)
        {
            output.WriteDouble(NumberAsDouble, number);
        }
        else
        {
            output.WriteVarint(NumberFlags, NoRecordedValue);
        }

        exemplar?.WriteTo(output, NumberExemplar);
        output.End(point);
    }

    /// <summary>Adds a point to a histogram.</summary>
    /// <param name="attributes">What tells it from the other points.</param>
    /// <param name="start">Since when it counts, in nanoseconds since 1970.</param>
    /// <param name="time">When it was measured.</param>
    /// <param name="value">The buckets; null when there are none any more.</param>
    public void AddHistogram(IReadOnlyList<KeyValuePair<string, string>> attributes, ulong start, ulong time, MetricHistogram? value)
    {
        var point = BeginPoint(attributes, HistogramAttribute, start, time);
        if (value is null)
        {
            output.WriteFixed64(DistributionCount, 0);
            output.WriteVarint(HistogramFlags, NoRecordedValue);
            output.End(point);
            return;
        }

        output.WriteFixed64(DistributionCount, value.Count);
        if (value.Sum is { } sum)
        {
            output.WriteDouble(DistributionSum, sum);
        }

        output.WriteHeader(BucketCounts, value.Counts.Count * sizeof(ulong));
        foreach (var count in value.Counts)
        {
            AppendFixed64(count);
        }

        output.WriteHeader(Bounds, value.Bounds.Count * sizeof(double));
        foreach (var bound in value.Bounds)
        {
            AppendFixed64(BitConverter.DoubleToUInt64Bits(bound));
        }

        foreach (var exemplar in value.Exemplars)
        {
            exemplar.WriteTo(output, HistogramExemplar);
        }

        output.End(point);
    }

    /// <summary>Adds a point to a summary.</summary>
    /// <param name="attributes">What tells it from the other points.</param>
    /// <param name="start">Since when it counts, in nanoseconds since 1970.</param>
    /// <param name="time">When it was measured.</param>
    /// <param name="count">How many values; null when there are none any more.</param>
    /// <param name="sum">Their sum.</param>
    /// <param name="quantiles">Quantiles, from 0 to 1, with their values.</param>
    public void AddSummary(IReadOnlyList<KeyValuePair<string, string>> attributes, ulong start, ulong time, ulong? count, double sum, IReadOnlyList<(double Quantile, double Value)> quantiles)
    {
        var point = BeginPoint(attributes, NumberAttribute, start, time);
        output.WriteFixed64(DistributionCount, count ?? 0);
        output.WriteDouble(DistributionSum, sum);
        foreach (var (quantile, value) in quantiles)
        {
            var pair = output.Begin(Quantile);
            output.WriteDouble(1, quantile);
            output.WriteDouble(2, value);
            output.End(pair);
        }

        if (count is null)
        {
            output.WriteVarint(NumberFlags, NoRecordedValue);
        }

        output.End(point);
    }

    private int BeginPoint(IReadOnlyList<KeyValuePair<string, string>> attributes, int attributeField, ulong start, ulong time)
    {
        if (output.Length - _metric > MostBytes)
        {
            End();
            Begin(_head);
        }

        var point = output.Begin(DataPoint);
        if (start != 0)
        {
            output.WriteFixed64(Start, start);
        }

        output.WriteFixed64(Time, time);
        foreach (var (key, value) in attributes)
        {
            output.WriteAttribute(attributeField, key, value);
        }

        return point;
    }

    private void Begin(Head head)
    {
        _head = head;
        _metric = output.Begin(Metric);
        output.WriteText(Name, head.Name);
        if (head.Description.Length > 0)
        {
            output.WriteText(Description, head.Description);
        }

        if (head.Unit.Length > 0)
        {
            output.WriteText(Unit, head.Unit);
        }

        _data = output.Begin(head.Data);
        if (head.Data is Sum or Histogram)
        {
            output.WriteVarint(Temporality, Cumulative);
        }

        if (head.Data == Sum)
        {
            output.WriteVarint(IsMonotonic, head.IsMonotonic ? 1UL : 0);
        }
    }

    private void AppendFixed64(ulong value)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(output.Reserve(sizeof(ulong)), value);
        output.Advance(sizeof(ulong));
    }

    /// <summary>What stands before the points of a metric.</summary>
    private readonly record struct Head(string Name, string Unit, string Description, int Data)
    {
        public bool IsMonotonic { get; init; }
    }
}
