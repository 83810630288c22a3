using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Scraping;

/// <summary>Reads a line with a value: <c>name{label="text"} 1.5 1769860800000</c>, in OpenMetrics perhaps with <c># {trace_id="…"} 0.7</c> behind it.</summary>
internal ref struct SampleReader(ReadOnlySpan<byte> line, bool isOpenMetrics)
{
    private const double MicrosecondsInSecond = 1e6;
    private const double MicrosecondsInMillisecond = 1e3;
    private static readonly SearchValues<byte> LabelEnds = SearchValues.Create("=,} \t\""u8);
    private const string NoLabels = "a bracket of labels is not closed";

    private ReadOnlySpan<byte> _rest = line;

    public bool TryRead([NotNullWhen(true)] out Sample? sample, out string problem)
    {
        sample = null;
        problem = "";
        var name = ReadName();
        if (!TryReadLabels(out var labels, ref name))
        {
            problem = NoLabels;
        }
        else if (name.Length == 0)
        {
            problem = "there is no name";
        }
        else if (!TryReadNumber(out var value))
        {
            problem = "there is no value, or it is no number";
        }
        else if (!TryReadTime(out var time) || !TryReadExemplar(out var exemplar) || !_rest.Trim(" \t"u8).IsEmpty)
        {
            problem = "what stands behind the value is no time";
        }
        else
        {
            sample = new(name, labels, value, time, exemplar);
        }

        return sample is not null;
    }

    /// <summary>Texts in which a backslash protects a quotation mark, itself, or stands with an n for a new line.</summary>
    public static string Unescape(ReadOnlySpan<byte> text)
    {
        var plain = Encoding.UTF8.GetString(text);
        if (!plain.Contains('\\'))
        {
            return plain;
        }

        var unescaped = new StringBuilder(plain.Length);
        for (var i = 0; i < plain.Length; i++)
        {
            var next = plain[i] == '\\' && i + 1 < plain.Length ? plain[i + 1] : '\0';
            if (next is 'n' or '\\' or '"')
            {
                unescaped.Append(next == 'n' ? '\n' : next);
                i++;
            }
            else
            {
                unescaped.Append(plain[i]);
            }
        }

        return unescaped.ToString();
    }

    private string ReadName()
    {
        var end = _rest.IndexOfAny("{ \t"u8);
        var name = Encoding.UTF8.GetString(end < 0 ? _rest : _rest[..end]);
        _rest = end < 0 ? [] : _rest[end..];
        return name;
    }

    // Names that are not made of letters stand in quotation marks, that of the metric as the first of the labels.
    private bool TryReadLabels(out IReadOnlyList<KeyValuePair<string, string>> labels, ref string name)
    {
        labels = [];
        SkipSpaces();
        if (_rest is not [(byte)'{', ..])
        {
            return true;
        }

        var read = new List<KeyValuePair<string, string>>();
        labels = read;
        _rest = _rest[1..];
        while (true)
        {
            SkipSpaces();
            if (Skip('}'))
            {
                return true;
            }

            if (!TryReadLabel(read, ref name))
            {
                return false;
            }

            SkipSpaces();
            if (!Skip(',') && _rest is not [(byte)'}', ..])
            {
                return false;
            }
        }
    }

    private bool TryReadLabel(List<KeyValuePair<string, string>> labels, ref string name)
    {
        if (!TryReadLabelName(out var label))
        {
            return false;
        }

        SkipSpaces();
        if (!Skip('='))
        {
            var isName = name.Length == 0;
            name = isName ? label : name;
            return isName;
        }

        SkipSpaces();
        if (!TryReadQuoted(out var value))
        {
            return false;
        }

        labels.Add(new(label, value));
        return true;
    }

    private bool TryReadLabelName(out string label)
    {
        if (_rest is [(byte)'"', ..])
        {
            return TryReadQuoted(out label);
        }

        var end = _rest.IndexOfAny(LabelEnds);
        label = end <= 0 ? "" : Encoding.UTF8.GetString(_rest[..end]);
        _rest = end < 0 ? [] : _rest[end..];
        return label.Length > 0;
    }

    private bool TryReadQuoted(out string text)
    {
        text = "";
        if (!Skip('"'))
        {
            return false;
        }

        for (var i = 0; i < _rest.Length; i++)
        {
            if (_rest[i] == '\\')
            {
                i++;
            }
            else if (_rest[i] == '"')
            {
                text = Unescape(_rest[..i]);
                _rest = _rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    private bool TryReadNumber(out double value)
    {
        SkipSpaces();
        var end = _rest.IndexOfAny((byte)' ', (byte)'\t');
        var word = end < 0 ? _rest : _rest[..end];
        if (!TryParse(word, out value))
        {
            return false;
        }

        _rest = _rest[word.Length..];
        return true;
    }

    private bool TryReadTime(out ulong? time)
    {
        time = null;
        SkipSpaces();
        if (_rest.IsEmpty || _rest[0] == '#')
        {
            return true;
        }

        if (!TryReadNumber(out var number))
        {
            return false;
        }

        // To the microsecond: a double holds no more of a time of today.
        var microseconds = Math.Round(number * (isOpenMetrics ? MicrosecondsInSecond : MicrosecondsInMillisecond));
        time = microseconds is > 0 and < ulong.MaxValue / 1000 ? (ulong)microseconds * 1000 : null;
        return true;
    }

    private bool TryReadExemplar(out MetricExemplar? exemplar)
    {
        exemplar = null;
        SkipSpaces();
        if (!isOpenMetrics || !Skip('#'))
        {
            return true;
        }

        var name = " ";
        SkipSpaces();
        if (_rest is not [(byte)'{', ..] || !TryReadLabels(out var labels, ref name) || !TryReadNumber(out var value) || !TryReadTime(out var time))
        {
            return false;
        }

        var traceId = Id(labels, "trace_id", 16);
        var spanId = Id(labels, "span_id", 8);
        var others = labels.Where(label => !(label.Key == "trace_id" && traceId.Length > 0) && !(label.Key == "span_id" && spanId.Length > 0)).ToArray();
        exemplar = new(value, time ?? 0, others, traceId, spanId);
        return true;
    }

    private static byte[] Id(IReadOnlyList<KeyValuePair<string, string>> labels, string name, int length)
    {
        var id = new byte[length];
        var text = labels.FirstOrDefault(label => label.Key == name).Value ?? "";
        return text.Length == length * 2 && Convert.FromHexString(text, id, out _, out var written) == System.Buffers.OperationStatus.Done && written == length ? id : [];
    }

    private static bool TryParse(ReadOnlySpan<byte> word, out double value)
    {
        if (Utf8Parser.TryParse(word, out value, out var used) && used == word.Length && used > 0)
        {
            return true;
        }

        value = Encoding.ASCII.GetString(word).ToUpperInvariant() switch
        {
            "NAN" => double.NaN,
            "+INF" or "INF" or "+INFINITY" or "INFINITY" => double.PositiveInfinity,
            "-INF" or "-INFINITY" => double.NegativeInfinity,
            _ => double.MinValue,
        };
        return value != double.MinValue;
    }

    private void SkipSpaces() => _rest = _rest.TrimStart(" \t"u8);

    private bool Skip(char expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }
}
