using System.Globalization;
using System.Text;

namespace Aspire.Hosting.Terminal;

/// <summary>Writes lines with a time and the coloured, aligned name of the resource that they are about.</summary>
internal sealed class TerminalWriter(TextWriter output, bool useColors, TimeProvider timeProvider)
{
    private const string Reset = "\u001b[0m";
    private const string Dim = "\u001b[2m";
    private const int MaxNameWidth = 32;

    // Bright and dark variants that can be told apart on light and on dark terminals. Red is kept for errors.
    private static readonly string[] Palette =
        ["\u001b[36m", "\u001b[35m", "\u001b[33m", "\u001b[32m", "\u001b[34m", "\u001b[96m", "\u001b[95m", "\u001b[93m", "\u001b[92m", "\u001b[94m"];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _colors = new(StringComparer.OrdinalIgnoreCase);
    private int _nameWidth;

    public static TerminalWriter ForConsole()
        => new(Console.Out, !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")), TimeProvider.System);

    /// <summary>Makes room for a name, so that lines which come later align with earlier ones.</summary>
    public void Introduce(string name)
    {
        lock (_gate)
        {
            _nameWidth = Math.Max(_nameWidth, Math.Min(name.Length, MaxNameWidth));
            _colors.TryAdd(name, Palette[_colors.Count % Palette.Length]);
        }
    }

    public void WriteLine(string name, string text, TerminalTone tone = TerminalTone.Plain, DateTimeOffset? time = null)
    {
        var clock = (time?.ToLocalTime() ?? timeProvider.GetLocalNow()).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            Introduce(name);
            var builder = new StringBuilder();
            foreach (var line in text.Split('\n'))
            {
                Append(builder, clock, name, line.TrimEnd('\r'), tone);
            }

            // One write for each message: the AppHost's own log is written to the same terminal by another thread.
            output.Write(builder);
        }
    }

    private void Append(StringBuilder builder, string clock, string name, string line, TerminalTone tone)
    {
        var padded = name.PadRight(_nameWidth);
        builder = useColors
            ? builder.Append(Dim).Append(clock).Append(Reset).Append(' ').Append(_colors[name]).Append(padded).Append(Reset).Append(" | ")
            : builder.Append(clock).Append(' ').Append(padded).Append(" | ");
        builder = useColors && ColorOf(tone) is { } color
            ? builder.Append(color).Append(line).Append(Reset)
            : builder.Append(useColors ? line : AnsiSequences.Remove(line));
        builder.Append(Environment.NewLine);
    }

    private static string? ColorOf(TerminalTone tone) => tone switch
    {
        TerminalTone.Good => "\u001b[1;32m",
        TerminalTone.Bad => "\u001b[1;31m",
        TerminalTone.Notice => "\u001b[1m",
        _ => null,
    };
}
