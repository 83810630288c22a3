using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>The names of a record's attributes, which must be unique: a line with a thousand fields is looked through once, not a thousand times.</summary>
internal sealed class AttributeKeys(ByteBuffer buffer)
{
    private const int SearchedOneByOne = 12;

    private readonly List<(int Hash, int Start, int Length)> _keys = [];
    private readonly Dictionary<int, int> _newestOfHash = [];
    private readonly List<int> _older = [];

    public void Clear()
    {
        _keys.Clear();
        if (_newestOfHash.Count > 0)
        {
            _newestOfHash.Clear();
            _older.Clear();
        }
    }

    /// <summary>True when there is an attribute of that name.</summary>
    public bool Contains(ReadOnlySpan<byte> key, int hash)
    {
        if (_keys.Count <= SearchedOneByOne)
        {
            foreach (var known in _keys)
            {
                if (known.Hash == hash && Is(known, key))
                {
                    return true;
                }
            }

            return false;
        }

        Index();
        for (var at = _newestOfHash.GetValueOrDefault(hash, -1); at >= 0; at = _older[at])
        {
            if (Is(_keys[at], key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Notes a name that stands in the buffer.</summary>
    public void Add(int start, int length, int hash) => _keys.Add((hash, start, length));

    /// <summary>Cheap, and other in each process, so that no one can choose names that meet.</summary>
    public static int Hash(ReadOnlySpan<byte> key)
    {
        if (key.Length <= 8)
        {
            var value = (ulong)key.Length;
            foreach (var character in key)
            {
                value = (value << 7) ^ (value >> 57) ^ character;
            }

            return HashCode.Combine(value);
        }

        var hash = new HashCode();
        hash.AddBytes(key);
        return hash.ToHashCode();
    }

    private bool Is((int Hash, int Start, int Length) known, ReadOnlySpan<byte> key) => buffer.Written.Slice(known.Start, known.Length).SequenceEqual(key);

    private void Index()
    {
        for (var i = _older.Count; i < _keys.Count; i++)
        {
            _older.Add(_newestOfHash.GetValueOrDefault(_keys[i].Hash, -1));
            _newestOfHash[_keys[i].Hash] = i;
        }
    }
}
