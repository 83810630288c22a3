using System.Text.Json;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>A line that the engine of a container wrote around a line of its program: Docker's json-file format, and the one of Kubernetes' CRI.</summary>
internal readonly ref struct ContainerLine
{
    public ReadOnlySpan<byte> Text { get; private init; }

    public ulong Time { get; private init; }

    public ContainerStream Stream { get; private init; }

    /// <summary>True when the rest of the program's line comes with the next one: engines cut at 16 KiB.</summary>
    public bool IsPartial { get; private init; }

    public static bool TryRead(ReadOnlySpan<byte> line, TimestampReader timestamps, out ContainerLine unwrapped) =>
        line is [(byte)'{', (byte)'"', ..] ? TryReadDocker(line, timestamps, out unwrapped) : TryReadCri(line, timestamps, out unwrapped);

    // {"log":"text\n","stream":"stdout","time":"2026-01-31T12:34:56.789Z"}, perhaps with "attrs".
    private static bool TryReadDocker(ReadOnlySpan<byte> line, TimestampReader timestamps, out ContainerLine unwrapped)
    {
        unwrapped = default;
        if (!line.StartsWith("{\"log\":\""u8) && !line.StartsWith("{\"attrs\":"u8) && !line.StartsWith("{\"stream\":"u8) && !line.StartsWith("{\"time\":"u8))
        {
            return false;
        }

        byte[]? text = null;
        var stream = ContainerStream.None;
        var time = 0UL;
        try
        {
            var fields = new JsonFields(line);
            while (fields.TryRead(out var field))
            {
                if (field.Name.SequenceEqual("log"u8) && field.Kind == FieldKind.Text)
                {
                    text = field.Text.ToArray();
                }
                else if (field.Name.SequenceEqual("stream"u8) && field.Kind == FieldKind.Text)
                {
                    stream = StreamOf(field.Text);
                }
                else if (!(field.Name.SequenceEqual("time"u8) && field.Kind == FieldKind.Text && timestamps.TryParse(field.Text, out time)) && !field.Name.SequenceEqual("attrs"u8))
                {
                    return false;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }

        if (text is null || stream == ContainerStream.None || time == 0)
        {
            return false;
        }

        unwrapped = new() { Text = TrimEnd(text), Time = time, Stream = stream, IsPartial = text is not [.., (byte)'\n'] };
        return true;
    }

    // 2016-10-06T00:17:09.669794202Z stdout F text; P for a part, and tags may follow behind a colon.
    private static bool TryReadCri(ReadOnlySpan<byte> line, TimestampReader timestamps, out ContainerLine unwrapped)
    {
        unwrapped = default;
        var space = line.IndexOf((byte)' ');
        if (space < 20 || line[4] != '-' || line[10] != 'T' || line.Length < space + 10)
        {
            return false;
        }

        var rest = line[(space + 1)..];
        var stream = StreamOf(rest[..6]);
        if (stream == ContainerStream.None || rest[6] != ' ' || rest[7] is not ((byte)'F' or (byte)'P') || !timestamps.TryParse(line[..space], out var time))
        {
            return false;
        }

        var text = rest[8..];
        var end = text.IndexOf((byte)' ');
        if (end < 0 || (end > 0 && text[0] != ':'))
        {
            return false;
        }

        unwrapped = new() { Text = text[(end + 1)..], Time = time, Stream = stream, IsPartial = rest[7] == 'P' };
        return true;
    }

    private static ContainerStream StreamOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("stdout"u8) ? ContainerStream.Output : name.SequenceEqual("stderr"u8) ? ContainerStream.Error : ContainerStream.None;

    private static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text)
    {
        text = text is [.. var line, (byte)'\n'] ? line : text;
        return text is [.. var withoutReturn, (byte)'\r'] ? withoutReturn : text;
    }
}
