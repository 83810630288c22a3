using System.Text.Json;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Reads the positions file. What is the last line for a file counts.</summary>
internal sealed class PositionsReader
{
    private readonly Dictionary<string, Position> _positions = new(StringComparer.Ordinal);
    private DateTimeOffset? _savedAt;

    private PositionsReader()
    {
    }

    /// <summary>Null, with the reason, when it cannot be understood.</summary>
    public static PositionsDocument? Read(byte[] text, out string problem)
    {
        problem = "it is not a positions file of this version";
        var reader = new PositionsReader();
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOf((byte)'\n');
            if (length < 0)
            {
                // Cut short: the line before it stands for the file. A first line that is cut is no positions file at all.
                break;
            }

            var line = text.AsSpan(start, length);
            start += length + 1;
            try
            {
                if (!reader.TryTake(line))
                {
                    return null;
                }
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
            {
                problem = exception.Message;
                return null;
            }
        }

        return reader._savedAt is { } time ? new(time, [.. reader._positions.Values]) : null;
    }

    private bool TryTake(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        var version = 0;
        DateTimeOffset? savedAt = null;
        Position? position = null;
        string? gone = null;
        if (!BeginsObject(ref json))
        {
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "version":
                    version = json.GetInt32();
                    break;
                case "savedAt":
                    savedAt = json.GetDateTimeOffset();
                    break;
                case "position":
                    position = ReadPosition(ref json);
                    break;
                case "gone":
                    gone = json.GetString();
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return savedAt is { } time ? TakeHead(version, time) : TakeFile(position, gone);
    }

    private bool TakeHead(int version, DateTimeOffset savedAt)
    {
        _savedAt = savedAt;
        return version == PositionsWriter.Version;
    }

    private bool TakeFile(Position? position, string? gone)
    {
        if (gone is not null)
        {
            _positions.Remove(gone);
            return true;
        }

        if (_savedAt is null || position is null || !IsSound(position))
        {
            return false;
        }

        _positions[position.Identity] = position;
        return true;
    }

    private static Position ReadPosition(ref Utf8JsonReader json)
    {
        var position = new Position("", "", 0, 0, "");
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return position;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            position = name switch
            {
                "path" => position with { Path = json.GetString() ?? "" },
                "identity" => position with { Identity = json.GetString() ?? "" },
                "offset" => position with { Offset = json.GetInt64() },
                "headLength" => position with { HeadLength = json.GetInt32() },
                "headHash" => position with { HeadHash = json.GetString() ?? "" },
                "tailEnd" => position with { TailEnd = json.GetInt64() },
                "tailLength" => position with { TailLength = json.GetInt32() },
                "tailHash" => position with { TailHash = json.GetString() ?? "" },
                _ => Skip(ref json, position),
            };
        }

        return position;
    }

    private static Position Skip(ref Utf8JsonReader json, Position position)
    {
        json.Skip();
        return position;
    }

    private static bool BeginsObject(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.StartObject;

    private static bool IsSound(Position position) =>
        FileIdentity.TryParse(position.Identity, out _)
        && position is { Path.Length: > 0, Offset: >= 0, HeadLength: >= 0 and <= ContentMark.HeadSize, TailLength: >= 0 and <= ContentMark.TailSize }
        && position.TailEnd >= position.TailLength;
}
