namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Reads a line from left to right; what does not fit leaves the place unchanged.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;

    public int At { get; set; }

    public readonly ReadOnlySpan<byte> Rest => _text[At..];

    public readonly bool IsAtEnd => At == _text.Length;

    public readonly byte Next => At < _text.Length ? _text[At] : (byte)0;

    public bool Skip(char expected)
    {
        if (Next != expected || IsAtEnd)
        {
            return false;
        }

        At++;
        return true;
    }

    public bool Skip(ReadOnlySpan<byte> expected)
    {
        if (!Rest.StartsWith(expected))
        {
            return false;
        }

        At += expected.Length;
        return true;
    }

    public void SkipSpaces()
    {
        while (Next is (byte)' ' or (byte)'\t')
        {
            At++;
        }
    }

    /// <summary>A number of exactly so many digits.</summary>
    public bool Digits(int count, out int number)
    {
        number = 0;
        if (_text.Length - At < count)
        {
            return false;
        }

        foreach (var digit in _text.Slice(At, count))
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        At += count;
        return true;
    }

    /// <summary>How many digits follow.</summary>
    public readonly int CountDigits()
    {
        var count = Rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return count < 0 ? Rest.Length : count;
    }

    /// <summary>Everything before the next such character, which is passed over.</summary>
    public bool Until(char end, out ReadOnlySpan<byte> part)
    {
        var length = Rest.IndexOf((byte)end);
        part = length < 0 ? default : Rest[..length];
        At += length + 1;
        return length >= 0;
    }

    /// <summary>A quoted part, in which a backslash protects the next character.</summary>
    public bool Quoted(out ReadOnlySpan<byte> part)
    {
        part = default;
        if (Next != '"')
        {
            return false;
        }

        for (var i = At + 1; i < _text.Length; i++)
        {
            if (_text[i] == '\\')
            {
                i++;
            }
            else if (_text[i] == '"')
            {
                part = _text[(At + 1)..i];
                At = i + 1;
                return true;
            }
        }

        return false;
    }

    /// <summary>An English month in three letters, as 1 to 12.</summary>
    public bool Month(out int month)
    {
        month = 0;
        if (Rest.Length < 3)
        {
            return false;
        }

        var index = "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(Rest[..3]);
        if (index < 0 || index % 3 != 0)
        {
            return false;
        }

        month = (index / 3) + 1;
        At += 3;
        return true;
    }
}
