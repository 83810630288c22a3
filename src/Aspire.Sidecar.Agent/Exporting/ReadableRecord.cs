using System.Globalization;
using Aspire.Sidecar.Agent.Protobuf;
using Google.Protobuf;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>A record of a request, read back for people.</summary>
internal sealed class ReadableRecord
{
    private readonly List<KeyValuePair<string, string>> _attributes = [];
    private ulong _observedTime;
    private ulong _time;

    public ulong Time => _time != 0 ? _time : _observedTime;

    public int Severity { get; private set; }

    public string Body { get; private set; } = "";

    public ByteString TraceId { get; private set; } = ByteString.Empty;

    public ByteString SpanId { get; private set; } = ByteString.Empty;

    public IReadOnlyList<KeyValuePair<string, string>> Attributes => _attributes;

    public static IEnumerable<ReadableRecord> ReadAll(ReadOnlyMemory<byte> request) =>
        from resource in Messages.Read(new CodedInputStream(request.ToArray()), 1)
        from scope in Messages.Read(resource.CreateCodedInput(), RequestFrame.Item)
        from record in Messages.Read(scope.CreateCodedInput(), RequestFrame.Item)
        select Read(record.CreateCodedInput());

    private static ReadableRecord Read(CodedInputStream input)
    {
        var record = new ReadableRecord();
        while (input.ReadTag() is var tag and not 0)
        {
            record.ReadField(WireFormat.GetTagFieldNumber(tag), input);
        }

        return record;
    }

    private void ReadField(int field, CodedInputStream input)
    {
        switch (field)
        {
            case LogRecordFields.Time:
                _time = input.ReadFixed64();
                break;
            case LogRecordFields.ObservedTime:
                _observedTime = input.ReadFixed64();
                break;
            case LogRecordFields.SeverityNumber:
                Severity = input.ReadEnum();
                break;
            case LogRecordFields.Body:
                Body = Value(input.ReadBytes());
                break;
            case LogRecordFields.Attributes:
                _attributes.Add(Attribute(input.ReadBytes()));
                break;
            case LogRecordFields.TraceId:
                TraceId = input.ReadBytes();
                break;
            case LogRecordFields.SpanId:
                SpanId = input.ReadBytes();
                break;
            default:
                input.SkipLastField();
                break;
        }
    }

    private static KeyValuePair<string, string> Attribute(ByteString bytes)
    {
        var (key, value) = ("", "");
        var input = bytes.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == AnyValueWriting.Key)
            {
                key = input.ReadString();
            }
            else
            {
                value = Value(input.ReadBytes());
            }
        }

        return new(key, value);
    }

    private static string Value(ByteString bytes)
    {
        var input = bytes.CreateCodedInput();
        return WireFormat.GetTagFieldNumber(input.ReadTag()) switch
        {
            1 => input.ReadString(),
            2 => input.ReadBool() ? "true" : "false",
            3 => input.ReadInt64().ToString(CultureInfo.InvariantCulture),
            4 => input.ReadDouble().ToString(CultureInfo.InvariantCulture),
            AnyValueWriting.Array => $"[{string.Join(", ", Messages.Read(input.ReadBytes().CreateCodedInput(), AnyValueWriting.Item).Select(Value))}]",
            AnyValueWriting.KeyValueList => $"{{{string.Join(", ", Messages.Read(input.ReadBytes().CreateCodedInput(), AnyValueWriting.Item).Select(Attribute).Select(item => $"{item.Key}: {item.Value}"))}}}",
            _ => "null",
        };
    }
}
