namespace Aspire.Sidecar.Agent.Scraping;

/// <summary>A name with its labels, whose order does not matter.</summary>
internal readonly struct SeriesKey : IEquatable<SeriesKey>
{
    private readonly string _name;
    private readonly int _hash;

    public SeriesKey(string name, IReadOnlyList<KeyValuePair<string, string>> labels)
    {
        (_name, Labels) = (name, labels);
        _hash = name.GetHashCode(StringComparison.Ordinal);
        foreach (var (key, value) in labels)
        {
            _hash += HashCode.Combine(key, value);
        }
    }

    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; }

    public bool Equals(SeriesKey other)
    {
        if (_hash != other._hash || _name != other._name || Labels.Count != other.Labels.Count)
        {
            return false;
        }

        for (var i = 0; i < Labels.Count; i++)
        {
            var label = Labels[i];
            if (!AreSame(label, other.Labels[i]) && !other.Labels.Any(another => AreSame(label, another)))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is SeriesKey other && Equals(other);

    public override int GetHashCode() => _hash;

    // The pair's own comparison looks at its fields by reflection.
    private static bool AreSame(KeyValuePair<string, string> one, KeyValuePair<string, string> other) => one.Key == other.Key && one.Value == other.Value;
}
