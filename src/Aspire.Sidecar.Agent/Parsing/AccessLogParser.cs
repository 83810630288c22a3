using System.Globalization;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>The common and combined access log formats of web servers.</summary>
internal sealed class AccessLogParser(TimestampReader timestamps)
{
    public bool TryParse(string line, LogRecord record)
    {
        var reader = new CharReader(line);
        if (!reader.Until(' ', out var client) || client.IsEmpty || !reader.Until('[', out var identity) || identity.Count(' ') < 2
            || !timestamps.TryReadAccess(ref reader, out var time) || !reader.Skip(']') || !reader.Skip(' ')
            || !reader.Quoted(out var request) || !reader.Skip(' ') || !reader.Digits(3, out var status))
        {
            return false;
        }

        record.TimeUnixNano = time;
        record.SeverityNumber = status switch
        {
            >= 500 => SeverityNumber.Error,
            >= 400 => SeverityNumber.Warn,
            _ => SeverityNumber.Info,
        };
        record.AddAttribute("client.address", client.ToString());
        record.AddAttribute("http.response.status_code", AnyValues.Of(status));
        AddRequest(record, request);
        AddRest(record, ref reader);
        return true;
    }

    private static void AddRequest(LogRecord record, ReadOnlySpan<char> request)
    {
        var reader = new CharReader(request);
        if (!reader.Until(' ', out var method) || !reader.Until(' ', out var target))
        {
            return;
        }

        record.AddAttribute("http.request.method", method.ToString());
        var query = target.IndexOf('?');
        record.AddAttribute("url.path", (query < 0 ? target : target[..query]).ToString());
        if (query >= 0)
        {
            record.AddAttribute("url.query", target[(query + 1)..].ToString());
        }

        if (reader.Until('/', out _))
        {
            record.AddAttribute("network.protocol.version", reader.Rest.ToString());
        }
    }

    private static void AddRest(LogRecord record, ref CharReader reader)
    {
        reader.SkipSpaces();
        var size = reader.Rest.IndexOf(' ') is var end and >= 0 ? reader.Rest[..end] : reader.Rest;
        if (long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
        {
            record.AddAttribute("http.response.body.size", AnyValues.Of(bytes));
        }

        reader.At += size.Length;
        reader.SkipSpaces();
        if (reader.Quoted(out var referrer) && referrer is not "-" and not "")
        {
            record.AddAttribute("http.request.header.referer", referrer.ToString());
        }

        reader.SkipSpaces();
        if (reader.Quoted(out var userAgent) && userAgent is not "-" and not "")
        {
            record.AddAttribute("user_agent.original", userAgent.ToString());
        }
    }
}
