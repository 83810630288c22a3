using System.Globalization;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.Sidecar.References;

/// <summary>
/// A piece of a format string: literal text as it stands there, or the place of a value.
/// </summary>
internal readonly partial record struct FormatPiece(string Text, int? Index)
{
    public static IEnumerable<FormatPiece> Split(string format) => Pieces().Matches(format).Select(piece => piece.Groups["index"] is { Success: true } index
        ? new FormatPiece(piece.Value, int.Parse(index.ValueSpan, CultureInfo.InvariantCulture))
        : new FormatPiece(piece.Value, null));

    [GeneratedRegex(@"\{(?<index>\d+)\}|(?:[^{}]|\{\{|\}\})+")]
    private static partial Regex Pieces();
}
