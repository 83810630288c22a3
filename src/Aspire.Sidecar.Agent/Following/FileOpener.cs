using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Parsing;
using Aspire.Sidecar.Agent.Running;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Opens files; warns once of each that cannot be opened.</summary>
internal sealed class FileOpener(LoggingOptions options, LineParser parser, TimeProvider timeProvider, ILogger logger)
{
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);

    /// <summary>Opens a file to follow it.</summary>
    /// <param name="seen">The file.</param>
    /// <param name="origin">The origin its records carry; null for its own path.</param>
    /// <param name="predecessor">The file it is the copy of.</param>
    /// <param name="choose">Says where to start, or null to leave the file alone.</param>
    /// <returns>The file, or null when it was left alone, cannot be read or is another one by now.</returns>
    public FollowedFile? Open(SeenFile seen, FileOrigin? origin, FollowedFile? predecessor, Func<SafeFileHandle, long?> choose)
    {
        var path = FullPath(seen.Path);
        SafeFileHandle? handle = null;
        try
        {
            handle = FileContent.Open(path);
            _warned.Remove(path);
            if (FileIdentityReader.TryRead(handle, out var identity) && identity == seen.Identity && choose(handle) is { } offset)
            {
                var file = new FollowedFile(seen, handle, offset, origin ?? OriginOf(seen.Path), NewAssembler(), options.MaxLineBytes)
                {
                    Predecessor = predecessor,
                    LastGrowth = timeProvider.GetTimestamp(),
                };
                handle = null;
                logger.FileOpened(path, offset);
                return file;
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Renamed or removed since it was listed; the next scan sees it where it is then.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WarnOnce(path, exception);
        }
        finally
        {
            handle?.Dispose();
        }

        return null;
    }

    /// <summary>The same file, to be read from its beginning.</summary>
    public FollowedFile Renew(FollowedFile file)
    {
        logger.FileRewritten(FullPath(file.Path));
        return file.Renew(NewAssembler(), options.MaxLineBytes);
    }

    public FileOrigin OriginOf(string path) => new(FullPath(path));

    public void WarnOnce(string path, Exception exception)
    {
        if (_warned.Add(path))
        {
            logger.FileUnreadable(path, exception.Message);
        }
    }

    public void Readable(FollowedFile file)
    {
        if (_warned.Count > 0)
        {
            _warned.Remove(FullPath(file.Path));
        }
    }

    public string FullPath(string path) => Path.Combine(options.Directory, path);

    private RecordAssembler NewAssembler() => new(parser, options.Multiline && options.Format != LineFormat.Json, options.MaxLineBytes, timeProvider);
}
