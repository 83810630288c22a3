using System.Text;

namespace Aspire.Sidecar.Agent.Scraping;

/// <summary>
/// Reads the text format 0.0.4 of Prometheus (prometheus.io/docs/instrumenting/exposition_formats) and OpenMetrics 1.0 (prometheus.io/docs/specs/om/open_metrics_spec): by hand, for the
/// only library for .NET writes it and does not read it.
/// </summary>
internal sealed class ExpositionReader(bool isOpenMetrics, int mostSamples)
{
    private readonly List<MetricFamily> _families = [];
    private readonly Dictionary<string, MetricFamily> _byName = new(StringComparer.Ordinal);
    private MetricFamily? _current;
    private int _samples;
    private bool _isComplete;

    /// <summary>Samples that were passed over, for there were more than wanted.</summary>
    public int Skipped { get; private set; }

    /// <exception cref="ExpositionException">It is not of the format.</exception>
    public IReadOnlyList<MetricFamily> Read(ReadOnlySpan<byte> text)
    {
        var number = 0;
        while (!text.IsEmpty && !_isComplete)
        {
            number++;
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            ReadLine(line is [.., (byte)'\r'] ? line[..^1] : line, number);
        }

        // It is there so that a text which was cut short is noticed.
        return isOpenMetrics && !_isComplete ? throw new ExpositionException(number, "the end is missing, which OpenMetrics marks with '# EOF'") : _families;
    }

    private void ReadLine(ReadOnlySpan<byte> line, int number)
    {
        line = line.TrimStart(" \t"u8);
        if (line.IsEmpty)
        {
            return;
        }

        if (line[0] == '#')
        {
            ReadComment(line[1..].TrimStart(" \t"u8));
            return;
        }

        if (_samples >= mostSamples)
        {
            Skipped++;
            return;
        }

        if (!new SampleReader(line, isOpenMetrics).TryRead(out var sample, out var problem))
        {
            throw new ExpositionException(number, problem);
        }

        _samples++;
        FamilyOf(sample.Name).Samples.Add(sample);
    }

    private void ReadComment(ReadOnlySpan<byte> comment)
    {
        if (isOpenMetrics && comment.SequenceEqual("EOF"u8))
        {
            _isComplete = true;
            return;
        }

        var word = Word(ref comment);
        if (word.SequenceEqual("TYPE"u8))
        {
            var family = Declare(ref comment);
            family.Type = TypeOf(comment.Trim(" \t"u8));
        }
        else if (word.SequenceEqual("HELP"u8))
        {
            Declare(ref comment).Help = SampleReader.Unescape(comment.TrimStart(" \t"u8));
        }
        else if (word.SequenceEqual("UNIT"u8))
        {
            Declare(ref comment).Unit = Encoding.UTF8.GetString(comment.Trim(" \t"u8));
        }
    }

    private MetricFamily Declare(ref ReadOnlySpan<byte> rest)
    {
        var word = Word(ref rest);
        var name = word is [(byte)'"', .., (byte)'"'] ? SampleReader.Unescape(word[1..^1]) : Encoding.UTF8.GetString(word);
        return _current = Get(name);
    }

    private MetricFamily FamilyOf(string sample)
    {
        if (_current is { } current && current.Has(sample))
        {
            return current;
        }

        // Lines of families may be mixed, though they should not.
        for (var length = sample.Length; length > 0; length = sample.LastIndexOf('_', length - 1))
        {
            if (_byName.TryGetValue(sample[..length], out var family) && family.Has(sample))
            {
                return family;
            }
        }

        return Get(sample);
    }

    private MetricFamily Get(string name)
    {
        if (!_byName.TryGetValue(name, out var family))
        {
            family = new(name);
            _byName[name] = family;
            _families.Add(family);
        }

        return family;
    }

    private static ReadOnlySpan<byte> Word(ref ReadOnlySpan<byte> text)
    {
        var trimmed = text.TrimStart(" \t"u8);
        var end = trimmed.IndexOfAny((byte)' ', (byte)'\t');
        text = end < 0 ? [] : trimmed[end..];
        return end < 0 ? trimmed : trimmed[..end];
    }

    private static FamilyType TypeOf(ReadOnlySpan<byte> type) => Encoding.UTF8.GetString(type) switch
    {
        "counter" => FamilyType.Counter,
        "gauge" => FamilyType.Gauge,
        "histogram" => FamilyType.Histogram,
        "gaugehistogram" => FamilyType.GaugeHistogram,
        "summary" => FamilyType.Summary,
        "info" => FamilyType.Info,
        "stateset" => FamilyType.StateSet,
        _ => FamilyType.Unknown,
    };
}
