using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>
/// A table of words that is asked with bytes, whatever their case. The frozen collections of .NET are asked with characters, and making
/// characters of every name in every line costs more than the question.
/// </summary>
internal sealed class AsciiWords<T>
{
    private readonly (byte[] Word, T Value)[] _slots;
    private readonly int _longest;

    public AsciiWords(IReadOnlyCollection<KeyValuePair<string, T>> words)
    {
        _slots = new (byte[], T)[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)words.Count * 4)];
        foreach (var (text, value) in words)
        {
            var word = Encoding.ASCII.GetBytes(text.ToLowerInvariant());
            var slot = Hash(word);
            while (_slots[slot & (_slots.Length - 1)].Word is not null)
            {
                slot++;
            }

            _slots[slot & (_slots.Length - 1)] = (word, value);
            _longest = Math.Max(_longest, word.Length);
        }
    }

    public bool TryGet(ReadOnlySpan<byte> word, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (word.IsEmpty || word.Length > _longest)
        {
            return false;
        }

        for (var slot = Hash(word); _slots[slot & (_slots.Length - 1)] is { Word: { } known, Value: var found }; slot++)
        {
            if (Ascii.EqualsIgnoreCase(known, word))
            {
                value = found;
                return true;
            }
        }

        return false;
    }

    // Length, first, middle and last letter tell words apart well enough. Setting the sixth bit makes letters small ones.
    private static int Hash(ReadOnlySpan<byte> word) =>
        word.Length + ((word[0] | 0x20) * 31) + ((word[word.Length / 2] | 0x20) * 131) + ((word[^1] | 0x20) * 523);
}
