using System.Globalization;

namespace Aspire.Sidecar.Agent.Options;

/// <summary>Sizes in bytes, also as <c>64k</c> or <c>1m</c>.</summary>
internal static class SizeText
{
    public static bool TryParse(string text, out int bytes)
    {
        var (digits, factor) = text switch
        {
            [.. var number, 'k' or 'K'] => (number, 1024L),
            [.. var number, 'm' or 'M'] => (number, 1024L * 1024),
            _ => (text, 1L),
        };

        bytes = 0;
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value * factor > int.MaxValue)
        {
            return false;
        }

        bytes = (int)(value * factor);
        return true;
    }
}
