using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Terminal;

/// <summary>Takes a line of a resource log apart.</summary>
internal static class LogContent
{
    /// <summary>The timestamp that the log puts before the text, and the text.</summary>
    public static (DateTimeOffset? Time, string Text) Split(string content)
        => content.IndexOf(' ', StringComparison.Ordinal) is var end and > 0
            && DateTimeOffset.TryParseExact(
                content.AsSpan(0, end),
                ResourceLogger.TimestampFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var time)
            ? (time, content[(end + 1)..])
            : (null, content);
}
