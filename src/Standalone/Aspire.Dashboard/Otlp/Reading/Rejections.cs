using System.Globalization;

namespace Aspire.Dashboard.Otlp.Reading;

/// <summary>What of one request was not accepted, and why: the partial success of the response.</summary>
internal sealed class Rejections(int maxItems)
{
    private readonly Dictionary<string, long> _reasons = [];
    private int _accepted;

    public long Count { get; private set; }

    public string Message => string.Join("; ", _reasons.Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Value} rejected: {reason.Key}")));

    public void Add(string reason, int count = 1)
    {
        if (count == 0)
        {
            return;
        }

        Count += count;
        _reasons[reason] = _reasons.GetValueOrDefault(reason) + count;
    }

    /// <summary>Whether one more item is within the limit of the request; counts it either way.</summary>
    public bool HasRoom()
    {
        if (_accepted < maxItems)
        {
            _accepted++;
            return true;
        }

        Add(string.Create(CultureInfo.InvariantCulture, $"a request may hold {maxItems} items, send smaller batches"));
        return false;
    }
}
