using System.Globalization;
using System.Text;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>
/// Writes records to the console, one in a line, for people: the console exporter of OpenTelemetry takes twenty lines for each, and wants them
/// in objects of its own.
/// </summary>
internal sealed class ConsoleSender(IEnumerable<KeyValuePair<string, string>> resource, TextWriter output) : IRecordSender
{
    private string? _resource = $"Resource: {string.Join(", ", resource.Select(attribute => $"{attribute.Key}: {attribute.Value}"))}";

    public string Receiver => "the console";

    public async Task<SendResult> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        if (_resource is not null)
        {
            text.AppendLine(_resource);
            _resource = null;
        }

        foreach (var record in ReadableRecord.ReadAll(request))
        {
            Append(text, record);
        }

        await output.WriteAsync(text, cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return SendResult.Accepted;
    }

    public void Dispose()
    {
    }

    private static void Append(StringBuilder text, ReadableRecord record)
    {
        var time = DateTime.UnixEpoch.AddTicks((long)(record.Time / 100)).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        text.Append(time).Append(' ').Append(Name(record.Severity).PadRight(5)).Append(' ').Append(record.Body);
        var separator = "  {";
        foreach (var (key, value) in record.Attributes)
        {
            text.Append(separator).Append(key).Append(": ").Append(value);
            separator = ", ";
        }

        text.Append(separator is ", " ? "}" : "");
        if (!record.TraceId.IsEmpty)
        {
            text.Append(" trace ").Append(Convert.ToHexStringLower(record.TraceId.Span));
        }

        if (!record.SpanId.IsEmpty)
        {
            text.Append(" span ").Append(Convert.ToHexStringLower(record.SpanId.Span));
        }

        text.AppendLine();
    }

    private static string Name(int severity) => severity switch
    {
        >= 21 => "Fatal",
        >= 17 => "Error",
        >= 13 => "Warn",
        >= 9 => "Info",
        >= 5 => "Debug",
        >= 1 => "Trace",
        _ => "-",
    };
}
