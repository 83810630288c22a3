using System.IO.Enumeration;
using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Lists the files of the followed folder and its sub-folders, also those behind links to folders.</summary>
internal sealed class FolderScanner(string folder, FileGlobs globs, string positionsPath, Complaints complaints, ILogger logger)
{
    /// <summary>The agent's own folder inside the followed one.</summary>
    public const string OwnFolder = ".sidecar";

    private const int DeepestFolder = 64;
    private const char Replacement = '\uFFFD';

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };

    private readonly List<string> _vanished = [];
    private readonly List<SeenFile> _files = [];
    private readonly List<List<(string Name, bool IsDirectory)>> _entries = [];
    private readonly HashSet<FileIdentity> _visited = [];

    /// <summary>Files to follow that the last scan found in the list but not in their place: they were renamed or removed meanwhile.</summary>
    public IReadOnlyList<string> Vanished => _vanished;

    /// <summary>How many files the last scan found that no glob matches, and the name of one.</summary>
    public (int Count, string? Example) Unmatched { get; private set; }

    /// <summary>The files to follow; null when the folder does not exist. Valid until the next look.</summary>
    public IReadOnlyList<SeenFile>? Scan()
    {
        _vanished.Clear();
        Unmatched = default;
        return List(strangers: false);
    }

    /// <summary>The files that no glob matches: rotated ones may be among them. Valid until the next look.</summary>
    public IReadOnlyList<SeenFile> ScanStrangers() => List(strangers: true) ?? [];

    private List<SeenFile>? List(bool strangers)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        _files.Clear();
        _visited.Clear();

        // A link to what holds the followed folder, such as the root of all, leads out of it and around.
        for (var holder = Path.GetDirectoryName(folder); holder is not null; holder = Path.GetDirectoryName(holder))
        {
            if (FileIdentityReader.TryReadStatus(holder, out var status))
            {
                _visited.Add(status.Identity);
            }
        }

        Collect(folder, "", strangers, depth: 0);
        return _files;
    }

    private void Collect(string directory, string prefix, bool strangers, int depth)
    {
        // Links may form a circle: no folder is looked into twice.
        if (depth > DeepestFolder || !FileIdentityReader.TryReadStatus(directory, out var status) || !_visited.Add(status.Identity))
        {
            return;
        }

        try
        {
            foreach (var (name, isDirectory) in Entries(directory, depth))
            {
                CollectEntry(directory, prefix, name, isDirectory, strangers, depth);
            }

            complaints.Withdraw(directory);
        }
        catch (DirectoryNotFoundException)
        {
            // Removed while it was listed; the next scan sees what is there then.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (complaints.ShouldTell(directory))
            {
                logger.FolderUnreadable(directory, exception.Message);
            }
        }
    }

    private void CollectEntry(string directory, string prefix, string name, bool isDirectory, bool strangers, int depth)
    {
        var path = prefix + name;
        var fullPath = Path.Combine(directory, name);
        if (isDirectory)
        {
            if (path != OwnFolder)
            {
                Collect(fullPath, path + "/", strangers, depth + 1);
            }
        }
        else if (!PositionsFile.IsPartOf(positionsPath, fullPath))
        {
            if (globs.Match(path) != strangers)
            {
                Identify(path, fullPath, strangers);
            }
            else if (!strangers)
            {
                Unmatched = (Unmatched.Count + 1, Unmatched.Example ?? path);
            }
        }
    }

    private void Identify(string path, string fullPath, bool isStranger)
    {
        if (FileIdentityReader.TryReadStatus(fullPath, out var status) && !status.IsDirectory)
        {
            _files.Add(new(path, status.Identity, isStranger) { Length = status.Length, WrittenAt = status.WrittenAt });
        }
        else if (!isStranger && !RawPath.IsRaw(fullPath) && !File.Exists(fullPath))
        {
            _vanished.Add(path);
        }
    }

    // The lists are used again: for ten thousand names they would be large objects, whose collection costs more than the look.
    private List<(string Name, bool IsDirectory)> Entries(string directory, int depth)
    {
        if (RawPath.IsRaw(directory))
        {
            return RawEntries(directory);
        }

        while (_entries.Count <= depth)
        {
            _entries.Add([]);
        }

        var entries = _entries[depth];
        entries.Clear();
        entries.AddRange(new FileSystemEnumerable<(string Name, bool IsDirectory)>(directory, (ref entry) => (entry.FileName.ToString(), entry.IsDirectory), Everything));

        // A name that is not UTF-8 comes with replacements, by which the file cannot be found: then the bytes are asked for.
        return OperatingSystem.IsLinux() && entries.Exists(entry => entry.Name.Contains(Replacement)) ? RawEntries(directory) : entries;
    }

    private static List<(string Name, bool IsDirectory)> RawEntries(string directory) =>
        [.. UnixFolder.Names(directory).Select(name => (name, FileIdentityReader.TryReadStatus(Path.Combine(directory, name), out var status) && status.IsDirectory))];
}
