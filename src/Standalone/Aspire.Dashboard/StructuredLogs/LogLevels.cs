using Aspire.Dashboard.Display;

namespace Aspire.Dashboard.StructuredLogs;

/// <summary>Names severities as .NET does. OTLP has four numbers for each.</summary>
internal static class LogLevels
{
    private static readonly string[] Names = ["Trace", "Debug", "Information", "Warning", "Error", "Critical"];

    public static IReadOnlyList<(string Value, string Text)> Choices { get; } = [("", "All"), .. Names.Select(name => (name, name))];

    public static string NameOf(int severity) => severity is < 1 or > 24 ? "Unspecified" : Names[(severity - 1) / 4];

    public static Tone ToneOf(int severity) => severity switch
    {
        >= 17 => Tone.Error,
        >= 13 => Tone.Warning,
        >= 9 => Tone.Info,
        _ => Tone.Neutral,
    };

    /// <summary>The least severity of a level.</summary>
    public static int Least(string? name) => Array.FindIndex(Names, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase)) is var index and > 0 ? (index * 4) + 1 : 0;
}
