namespace Aspire.Hosting.ApplicationModel;

/// <summary>A folder that is put into a container.</summary>
public sealed class ContainerDirectory : ContainerFileSystemItem
{
    /// <summary>Gets or sets what is in the folder.</summary>
    public IEnumerable<ContainerFileSystemItem> Entries { get; set; } = [];

    /// <summary>Describes files of the machine, with the folders they are in.</summary>
    /// <param name="path">A folder, or a single file.</param>
    /// <param name="searchPattern">The names of the files in a folder.</param>
    /// <param name="searchOptions">Whether folders inside are searched too.</param>
    /// <param name="updateItem">Completes each file and folder, for example with permissions.</param>
    /// <returns>The files and folders.</returns>
    /// <exception cref="ArgumentException">A search pattern was given for a single file.</exception>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    public static IEnumerable<ContainerFileSystemItem> GetFileSystemItemsFromPath(string path, string searchPattern = "*", SearchOption searchOptions = SearchOption.TopDirectoryOnly, Action<ContainerFileSystemItem>? updateItem = null)
    {
        ArgumentNullException.ThrowIfNull(path);

        var fullPath = Path.GetFullPath(path);
        if (Directory.Exists(fullPath))
        {
            return Describe(fullPath, searchPattern, searchOptions, updateItem);
        }

        if (!File.Exists(fullPath))
        {
            throw new FileNotFoundException($"The specified path '{fullPath}' does not exist.", fullPath);
        }

        return searchPattern == "*"
            ? [Describe(fullPath, updateItem)]
            : throw new ArgumentException($"A search pattern was specified, but the given path '{fullPath}' is a file. Search patterns are only valid for directories.", nameof(searchPattern));
    }

    private static List<ContainerFileSystemItem> Describe(string folder, string searchPattern, SearchOption searchOption, Action<ContainerFileSystemItem>? updateItem)
    {
        List<ContainerFileSystemItem> items = [];
        var folders = searchOption == SearchOption.AllDirectories ? Directory.GetDirectories(folder) : [];
        foreach (var path in folders.Concat(Directory.GetFiles(folder, searchPattern)).Order(StringComparer.Ordinal))
        {
            if (!Directory.Exists(path))
            {
                items.Add(Describe(path, updateItem));
            }
            else if (Describe(path, searchPattern, searchOption, updateItem) is { Count: > 0 } entries)
            {
                var directory = new ContainerDirectory { Name = Path.GetFileName(path), Entries = entries };
                updateItem?.Invoke(directory);
                items.Add(directory);
            }
        }

        return items;
    }

    private static ContainerFile Describe(string path, Action<ContainerFileSystemItem>? updateItem)
    {
        var file = new ContainerFile { Name = Path.GetFileName(path), SourcePath = path };
        updateItem?.Invoke(file);
        return file;
    }
}
