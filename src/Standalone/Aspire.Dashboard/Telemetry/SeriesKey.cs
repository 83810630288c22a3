namespace Aspire.Dashboard.Telemetry;

/// <summary>Tells series apart by their dimensions, whatever order those came in.</summary>
internal readonly struct SeriesKey : IEquatable<SeriesKey>
{
    private readonly int _hash;

    public SeriesKey(IReadOnlyDictionary<string, string> attributes)
    {
        Attributes = attributes;
        foreach (var (name, value) in attributes)
        {
            _hash ^= HashCode.Combine(name, value);
        }
    }

    public IReadOnlyDictionary<string, string> Attributes { get; }

    public bool Equals(SeriesKey other)
    {
        if (_hash != other._hash || Attributes.Count != other.Attributes.Count)
        {
            return false;
        }

        foreach (var (name, value) in Attributes)
        {
            if (!other.Attributes.TryGetValue(name, out var otherValue) || value != otherValue)
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is SeriesKey other && Equals(other);

    public override int GetHashCode() => _hash;
}
