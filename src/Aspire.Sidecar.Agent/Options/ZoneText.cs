using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Aspire.Sidecar.Agent.Options;

/// <summary>Zones as <c>local</c>, <c>UTC</c>, <c>+02:00</c> or <c>Europe/Berlin</c>.</summary>
internal static class ZoneText
{
    private static readonly string[] Formats = ["hh\\:mm", "hhmm", "hh"];

    public static bool TryParse(string text, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = text.ToUpperInvariant() switch
        {
            "LOCAL" => TimeZoneInfo.Local,
            "UTC" or "GMT" or "Z" => TimeZoneInfo.Utc,
            _ => null,
        };
        if (zone is not null)
        {
            return true;
        }

        if (text is ['+' or '-', ..] && TimeSpan.TryParseExact(text[1..], Formats, CultureInfo.InvariantCulture, out var distance) && distance <= TimeSpan.FromHours(14))
        {
            zone = TimeZoneInfo.CreateCustomTimeZone(text, text[0] == '-' ? -distance : distance, text, text);
            return true;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(text.TrimStart(':'), out zone);
    }
}
