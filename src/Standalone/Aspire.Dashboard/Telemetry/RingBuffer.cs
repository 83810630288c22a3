namespace Aspire.Dashboard.Telemetry;

/// <summary>Keeps the latest items; a new one displaces the oldest. Its owner takes care of threads.</summary>
internal sealed class RingBuffer<T>(int capacity)
{
    private T[] _items = new T[Math.Min(capacity, 16)];
    private int _start;

    public int Count { get; private set; }

    /// <summary>The item at a position, from 0 for the oldest.</summary>
    public T this[int index] => _items[(_start + index) % _items.Length];

    public void Add(T item)
    {
        if (Count == _items.Length && Count < capacity)
        {
            Grow();
        }

        if (Count == _items.Length)
        {
            _items[_start] = item;
            _start = (_start + 1) % _items.Length;
            return;
        }

        _items[(_start + Count) % _items.Length] = item;
        Count++;
    }

    public void ReplaceLast(T item) => _items[(_start + Count - 1) % _items.Length] = item;

    /// <summary>Forgets the oldest item.</summary>
    public void RemoveFirst()
    {
        _items[_start] = default!;
        _start = (_start + 1) % _items.Length;
        Count--;
    }

    public void Clear()
    {
        Array.Clear(_items);
        (_start, Count) = (0, 0);
    }

    public T[] ToArray()
    {
        var copy = new T[Count];
        var first = Math.Min(Count, _items.Length - _start);
        Array.Copy(_items, _start, copy, 0, first);
        Array.Copy(_items, 0, copy, first, Count - first);

        return copy;
    }

    private void Grow()
    {
        var copy = ToArray();
        Array.Resize(ref copy, (int)Math.Min(capacity, (long)copy.Length * 2));
        (_items, _start) = (copy, 0);
    }
}
