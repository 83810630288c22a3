using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>The lines of the positions file: a head with the version and the time before each group of positions, a position for each file, and identities that are gone.</summary>
internal static class PositionsText
{
    public const int Version = 2;

    public static void WriteHead(Stream output, DateTimeOffset savedAt) => WriteLine(output, new() { Version = Version, SavedAt = savedAt });

    public static void Write(Stream output, Position position) => WriteLine(output, new() { Position = position });

    public static void WriteGone(Stream output, string identity) => WriteLine(output, new() { Gone = identity });

    /// <summary>Null, with the reason, when it cannot be understood.</summary>
    public static PositionsDocument? Read(byte[] text, out string problem)
    {
        problem = "it is not a positions file of this version";
        var positions = new Dictionary<string, Position>(StringComparer.Ordinal);
        DateTimeOffset? savedAt = null;
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
            if (!TryReadLine(line, out var entry, ref problem) || !Take(entry, positions, ref savedAt))
            {
                return null;
            }
        }

        return savedAt is { } time ? new(time, [.. positions.Values]) : null;
    }

    private static bool Take(PositionsLine entry, Dictionary<string, Position> positions, ref DateTimeOffset? savedAt)
    {
        if (entry.SavedAt is { } time)
        {
            savedAt = time;
            return entry.Version == Version;
        }

        if (entry.Gone is { } gone)
        {
            positions.Remove(gone);
            return true;
        }

        if (savedAt is null || entry.Position is not { } position || !IsSound(position))
        {
            return false;
        }

        positions[position.Identity] = position;
        return true;
    }

    private static bool TryReadLine(ReadOnlySpan<byte> line, [NotNullWhen(true)] out PositionsLine? entry, ref string problem)
    {
        try
        {
            entry = JsonSerializer.Deserialize(line, PositionsJson.Default.PositionsLine);
            return entry is not null;
        }
        catch (JsonException exception)
        {
            problem = exception.Message;
            entry = null;
            return false;
        }
    }

    private static bool IsSound(Position position) =>
        FileIdentity.TryParse(position.Identity, out _)
        && position is { Offset: >= 0, HeadLength: >= 0 and <= ContentMark.HeadSize, TailLength: >= 0 and <= ContentMark.TailSize }
        && position.TailEnd >= position.TailLength;

    private static void WriteLine(Stream output, PositionsLine line)
    {
        JsonSerializer.Serialize(output, line, PositionsJson.Default.PositionsLine);
        output.WriteByte((byte)'\n');
    }
}

/// <summary>A line of the positions file; one of its parts is there.</summary>
internal sealed record PositionsLine
{
    public int? Version { get; init; }

    public DateTimeOffset? SavedAt { get; init; }

    public Position? Position { get; init; }

    public string? Gone { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(PositionsLine))]
internal sealed partial class PositionsJson : JsonSerializerContext;
