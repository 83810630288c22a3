using System.Text.Json;
using Aspire.Sidecar.Agent.Running;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Remembers over a restart how far each file was sent. Replaced as a whole, so that a reader never sees half of it.</summary>
internal sealed class PositionsFile(string path, TimeProvider timeProvider, ILogger logger)
{
    private IReadOnlyList<Position> _saved = [];
    private bool _failing;

    /// <summary>What the last run left; null when there was none. An unreadable file is put aside.</summary>
    public PositionsDocument? Load()
    {
        try
        {
            using var stream = File.OpenRead(path);
            var document = JsonSerializer.Deserialize(stream, PositionsJson.Default.PositionsDocument);
            if (document?.Version == PositionsDocument.CurrentVersion && document.Files.All(IsSound))
            {
                return document;
            }

            return PutAside("it is not a positions file of this version");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException exception)
        {
            return PutAside(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.PositionsUnreadable(path, exception.Message);
            return new(PositionsDocument.CurrentVersion, timeProvider.GetUtcNow(), []);
        }
    }

    /// <summary>Writes the positions if they differ from those written last.</summary>
    public void Save(IReadOnlyList<Position> positions)
    {
        if (_saved.SequenceEqual(positions))
        {
            return;
        }

        try
        {
            var document = new PositionsDocument(PositionsDocument.CurrentVersion, timeProvider.GetUtcNow(), positions);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var temporary = path + ".tmp";
            File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(document, PositionsJson.Default.PositionsDocument));
            File.Move(temporary, path, overwrite: true);
            _saved = positions;
            _failing = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_failing)
            {
                logger.PositionsNotSaved(path, exception.Message);
            }

            _failing = true;
        }
    }

    private static bool IsSound(Position? position) => position is not null && FileIdentity.TryParse(position.Identity, out _) && position is { Offset: >= 0, HeadLength: >= 0 and <= ContentMark.HeadSize };

    // No positions at all, rather than none yet: files must be read from their beginning even if new runs start at the end.
    private PositionsDocument PutAside(string reason)
    {
        var aside = path + ".corrupt";
        try
        {
            File.Move(path, aside, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            reason = $"{reason} {exception.Message}";
        }

        logger.PositionsCorrupt(path, aside, reason);
        return new(PositionsDocument.CurrentVersion, timeProvider.GetUtcNow(), []);
    }
}
