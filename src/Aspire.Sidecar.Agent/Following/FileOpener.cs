using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Opens files; what cannot be opened is told once in a while and tried again.</summary>
internal sealed class FileOpener(string directory, OpenFiles openFiles, Complaints complaints, TimeProvider timeProvider, ILogger logger)
{
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
            if (FileIdentityReader.TryRead(handle, out var identity) && identity == seen.Identity && choose(handle) is { } offset)
            {
                var file = new FollowedFile(seen, handle, offset, origin ?? OriginOf(seen.Path))
                {
                    Predecessor = predecessor,
                    LastGrowth = timeProvider.GetTimestamp(),
                    WrittenAt = seen.WrittenAt,
                };
                handle = null;
                complaints.Withdraw(path);
                openFiles.Use(file);
                logger.FileOpened(RawPath.Readable(path), offset);
                return file;
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Renamed or removed since it was listed; the next scan sees it where it is then.
        }
        catch (Exception exception)
        {
            Complain(seen.Path, exception);
        }
        finally
        {
            handle?.Dispose();
        }

        return null;
    }

    /// <summary>True when the file is still where it was seen.</summary>
    public bool IsThere(SeenFile seen) => FileIdentityReader.TryRead(FullPath(seen.Path), out var identity) && identity == seen.Identity;

    /// <summary>Opens a followed file again that was closed; false when it is no longer at its place.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be opened.</exception>
    public bool TryOpen(FollowedFile file)
    {
        if (file.Handle is null)
        {
            SafeFileHandle handle;
            try
            {
                handle = FileContent.Open(FullPath(file.Path));
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                return false;
            }

            if (!FileIdentityReader.TryRead(handle, out var identity) || identity != file.Identity)
            {
                handle.Dispose();
                return false;
            }

            file.Open(handle);
        }

        openFiles.Use(file);
        return true;
    }

    /// <summary>The same file, to be read from its beginning; null when it is no longer at its place.</summary>
    /// <exception cref="IOException">It was closed, for many files are open, and cannot be opened again.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be opened.</exception>
    public FollowedFile? Renew(FollowedFile file)
    {
        if (!TryOpen(file))
        {
            return null;
        }

        logger.FileRewritten(RawPath.Readable(FullPath(file.Path)));
        var renewed = file.Renew();
        openFiles.Remove(file);
        openFiles.Use(renewed);
        return renewed;
    }

    /// <summary>Closes a file that is no longer followed.</summary>
    public void Close(FollowedFile file)
    {
        openFiles.Remove(file);
        file.Dispose();
    }

    public FileOrigin OriginOf(string path) => new(FullPath(path));

    public void Complain(string path, Exception exception)
    {
        var fullPath = FullPath(path);
        if (complaints.ShouldTell(fullPath))
        {
            logger.FileUnreadable(RawPath.Readable(fullPath), exception.Message);
        }
    }

    public void Withdraw(string path) => complaints.Withdraw(FullPath(path));

    public string FullPath(string path) => Path.Combine(directory, path);
}
