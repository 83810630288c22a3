using System.Globalization;
using System.Text;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Parsing;
using Aspire.Sidecar.Agent.Protobuf;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

/// <summary>Parses a line at a fixed time, in a zone two hours ahead of UTC.</summary>
internal static class ParsedRecord
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), "test", "test");

    public static LogRecord Of(string line, LineFormat format = LineFormat.Auto) => Of(Encoding.UTF8.GetBytes(line), format);

    public static LogRecord Of(byte[] line, LineFormat format = LineFormat.Auto) => Many(format, line).Single();

    /// <summary>The records of lines that come one after the other.</summary>
    public static IReadOnlyList<LogRecord> Many(params string[] lines) => Many(LineFormat.Auto, [.. lines.Select(Encoding.UTF8.GetBytes)]);

    public static IReadOnlyList<LogRecord> Many(LineFormat format, params byte[][] lines) => Many(new ParsingOptions { Format = format, TimeZone = Zone }, lines).Records;

    public static RecordSink Many(ParsingOptions options, params byte[][] lines)
    {
        var sink = new RecordSink();
        var assembler = Assembler(options, sink);
        var offset = 0L;
        foreach (var line in lines)
        {
            assembler.Add(new(line, offset, offset + line.Length + 1));
            offset += line.Length + 1;
        }

        assembler.Flush();
        return sink;
    }

    public static RecordAssembler Assembler(ParsingOptions options, IRecordSink sink)
    {
        var clock = new FakeTimeProvider(Now);
        var assembler = new RecordAssembler(new LineParser(options.Format, options.TimeZone, clock), options, sink);
        assembler.Begin(UnixNanoseconds.Of(Now));
        return assembler;
    }

    public static LogRecord Read(RecordDraft draft)
    {
        var bytes = new ByteBuffer();
        draft.WriteTo(bytes, 1, default);
        return ScopeOf(bytes).LogRecords.Single();
    }

    public static string? Attribute(this LogRecord record, string name) => record.Attributes.SingleOrDefault(attribute => attribute.Key == name)?.Value.ToText();

    public static string Time(this LogRecord record) => record.TimeUnixNano == 0
        ? ""
        : DateTime.UnixEpoch.AddTicks((long)(record.TimeUnixNano / 100)).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    public static string ToText(this AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.ArrayValue => $"[{string.Join(", ", value.ArrayValue.Values.Select(ToText))}]",
        AnyValue.ValueOneofCase.KvlistValue => $"{{{string.Join(", ", value.KvlistValue.Values.Select(item => $"{item.Key}: {item.Value.ToText()}"))}}}",
        _ => "null",
    };

    // A record alone, as the field of the message around it.
    private static ScopeLogs ScopeOf(ByteBuffer bytes)
    {
        var scope = new ByteBuffer();
        scope.Append((byte)((2 << 3) | 2));
        scope.Append(bytes.Written[1..]);
        return ScopeLogs.Parser.ParseFrom(scope.Written);
    }
}
