using System.IO.Enumeration;
using Aspire.Sidecar.Agent.Running;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Lists the files of the followed folder and its sub-folders.</summary>
internal sealed class FolderScanner(string folder, FileGlobs globs, string positionsPath, ILogger logger)
{
    /// <summary>The agent's own folder inside the followed one.</summary>
    public const string OwnFolder = ".sidecar";

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };

    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private readonly List<string> _vanished = [];

    /// <summary>Files to follow that the last scan found in the list but not in their place: they were renamed or removed meanwhile.</summary>
    public IReadOnlyList<string> Vanished => _vanished;

    /// <summary>The files to follow; null when the folder does not exist.</summary>
    public IReadOnlyList<SeenFile>? Scan()
    {
        _vanished.Clear();
        return List(strangers: false);
    }

    /// <summary>The files that no glob matches: rotated ones may be among them.</summary>
    public IReadOnlyList<SeenFile> ScanStrangers() => List(strangers: true) ?? [];

    private List<SeenFile>? List(bool strangers)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var files = new List<SeenFile>();
        Collect(folder, "", strangers, files);
        return files;
    }

    private void Collect(string directory, string prefix, bool strangers, List<SeenFile> files)
    {
        try
        {
            foreach (var (name, isDirectory) in Entries(directory))
            {
                var path = prefix + name;
                var fullPath = Path.Combine(directory, name);
                if (isDirectory)
                {
                    if (path != OwnFolder)
                    {
                        Collect(fullPath, path + "/", strangers, files);
                    }
                }
                else if (globs.Match(path) != strangers && !IsOwn(fullPath))
                {
                    Identify(path, fullPath, strangers, files);
                }
            }

            _warned.Remove(directory);
        }
        catch (DirectoryNotFoundException)
        {
            // Removed while it was listed; the next scan sees what is there then.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (_warned.Add(directory))
            {
                logger.FolderUnreadable(directory, exception.Message);
            }
        }
    }

    private void Identify(string path, string fullPath, bool isStranger, List<SeenFile> files)
    {
        if (FileIdentityReader.TryRead(fullPath, out var identity))
        {
            files.Add(new(path, identity, isStranger));
        }
        else if (!isStranger && !File.Exists(fullPath))
        {
            _vanished.Add(path);
        }
    }

    // Links to folders are not followed, for they can form a circle; links to files are.
    private static FileSystemEnumerable<(string Name, bool IsDirectory)> Entries(string directory) =>
        new(directory, (ref entry) => (entry.FileName.ToString(), entry.IsDirectory), Everything)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory || (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };

    private bool IsOwn(string fullPath) => fullPath.StartsWith(positionsPath, StringComparison.Ordinal);
}
