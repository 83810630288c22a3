using System.Buffers.Text;
using System.Net;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>The common and combined access log formats of web servers, also with the virtual host in front.</summary>
internal sealed class AccessLogParser(TimestampReader timestamps)
{
    public bool TryParse(ReadOnlySpan<byte> line, RecordDraft record)
    {
        var open = line.IndexOf(" ["u8);
        if (open <= 0)
        {
            return false;
        }

        var reader = new ByteReader(line) { At = open + 2 };
        if (!timestamps.TryReadDayMonthName(ref reader, out var time) || !reader.Skip(']') || !reader.Skip(' ')
            || !reader.Quoted(out var request) || !reader.Skip(' ') || !reader.Digits(3, out var status)
            || !TryReadClient(line[..open], out var host, out var client))
        {
            return false;
        }

        record.Time = time;
        record.Severity = status switch
        {
            >= 500 => Severity.Error,
            >= 400 => Severity.Warn,
            _ => Severity.Info,
        };
        record.AddAttribute("client.address"u8, client);
        AddHost(record, host);
        record.AddAttribute("http.response.status_code"u8, status);
        AddRequest(record, request);
        AddRest(record, ref reader);
        return true;
    }

    // Client, identity and user; where there is a fourth word, it is the virtual host: in front, as Apache's vhost_combined has it, or behind the client.
    private static bool TryReadClient(ReadOnlySpan<byte> front, out ReadOnlySpan<byte> host, out ReadOnlySpan<byte> client)
    {
        host = default;
        client = default;
        var reader = new ByteReader(front);
        if (!reader.Until(' ', out var first) || first.IsEmpty || !reader.Until(' ', out var second))
        {
            return false;
        }

        switch (reader.Rest.Count((byte)' '))
        {
            case 0:
                client = first;
                return true;
            case 1:
                var hostIsFirst = IsAddress(second) || !IsAddress(first);
                host = hostIsFirst ? first : second;
                client = hostIsFirst ? second : first;
                return true;
            default:
                return false;
        }
    }

    private static bool IsAddress(ReadOnlySpan<byte> word) => IPAddress.TryParse(word, out _);

    private static void AddHost(RecordDraft record, ReadOnlySpan<byte> host)
    {
        if (host.IsEmpty || host is [(byte)'-'])
        {
            return;
        }

        var colon = host.LastIndexOf((byte)':');
        if (colon > 0 && Utf8Parser.TryParse(host[(colon + 1)..], out int port, out var used) && used == host.Length - colon - 1 && port is > 0 and <= 65535)
        {
            record.AddAttribute("server.address"u8, host[..colon]);
            record.AddAttribute("server.port"u8, port);
            return;
        }

        record.AddAttribute("server.address"u8, host);
    }

    private static void AddRequest(RecordDraft record, ReadOnlySpan<byte> request)
    {
        var reader = new ByteReader(request);
        if (!reader.Until(' ', out var method) || !reader.Until(' ', out var target))
        {
            return;
        }

        record.AddAttribute("http.request.method"u8, method);
        var query = target.IndexOf((byte)'?');
        record.AddAttribute("url.path"u8, query < 0 ? target : target[..query]);
        if (query >= 0)
        {
            record.AddAttribute("url.query"u8, target[(query + 1)..]);
        }

        if (reader.Until('/', out _))
        {
            record.AddAttribute("network.protocol.version"u8, reader.Rest);
        }
    }

    private static void AddRest(RecordDraft record, ref ByteReader reader)
    {
        reader.SkipSpaces();
        if (Utf8Parser.TryParse(reader.Rest, out long bytes, out var digits) && bytes >= 0)
        {
            record.AddAttribute("http.response.body.size"u8, bytes);
            reader.At += digits;
        }
        else
        {
            reader.Skip('-');
        }

        reader.SkipSpaces();
        AddQuoted(record, "http.request.header.referer"u8, ref reader);
        reader.SkipSpaces();
        AddQuoted(record, "user_agent.original"u8, ref reader);
    }

    private static void AddQuoted(RecordDraft record, ReadOnlySpan<byte> key, ref ByteReader reader)
    {
        if (reader.Quoted(out var text) && text is not ([(byte)'-'] or []))
        {
            record.AddAttribute(key, text);
        }
    }
}
