using System.Text;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Parsing;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

/// <summary>Parses a line at a fixed time, in a zone two hours ahead of UTC.</summary>
internal static class ParsedRecord
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static LogRecord Of(string line, LineFormat format = LineFormat.Auto) => Of(Encoding.UTF8.GetBytes(line), format);

    public static LogRecord Of(byte[] line, LineFormat format = LineFormat.Auto)
    {
        var parser = new LineParser(format, Clock());
        return (parser.MayBeJson(line) ? parser.ParseJson(line) : parser.ParseText(LineParser.Decode(line))).Record;
    }

    public static FakeTimeProvider Clock()
    {
        var clock = new FakeTimeProvider(Now);
        clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), "test", "test"));
        return clock;
    }

    public static string? Attribute(this LogRecord record, string name) => record.Attributes.SingleOrDefault(attribute => attribute.Key == name)?.Value.ToText();

    public static string Time(this LogRecord record) => record.TimeUnixNano == 0
        ? ""
        : DateTime.UnixEpoch.AddTicks((long)(record.TimeUnixNano / 100)).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", System.Globalization.CultureInfo.InvariantCulture);
}
