using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting.Docker.Writing;

/// <summary>
/// Files that a container gets, as configs of a Compose file.
/// </summary>
internal sealed class ContainerFiles(ComposeFile file, Service service, string outputFolder)
{
    private const UnixFileMode ReadAndWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const UnixFileMode DefaultUmask = UnixFileMode.GroupExecute | UnixFileMode.GroupWrite | UnixFileMode.OtherExecute | UnixFileMode.OtherWrite;

    public async Task AddAsync(ContainerFileSystemCallbackAnnotation files, IResource target, IServiceProvider services)
    {
        var items = await files.Callback(new() { Model = target, Services = services }, CancellationToken.None).ConfigureAwait(false);
        foreach (var item in items)
        {
            Add(item, files.DestinationPath, files.DefaultOwner, files.DefaultGroup, files.Umask ?? DefaultUmask);
        }
    }

    private void Add(ContainerFileSystemItem item, string folder, int? owner, int? group, UnixFileMode umask)
    {
        owner = item.Owner ?? owner;
        group = item.Group ?? group;
        if (item is ContainerDirectory directory)
        {
            foreach (var entry in directory.Entries)
            {
                Add(entry, $"{folder}/{directory.Name}", owner, group, umask);
            }
        }
        else if (item is ContainerFile content)
        {
            var name = $"{service.Name}_{folder.Replace('/', '_')}_{content.Name}";
            file.Configs[name] = new() { Name = name, File = Copy(content), Content = content.Contents };
            service.Configs.Add(new()
            {
                Source = name,
                Target = $"{folder}/{content.Name}",
                Uid = owner?.ToString(CultureInfo.InvariantCulture),
                Gid = group?.ToString(CultureInfo.InvariantCulture),
                Mode = item.Mode == 0 ? ReadAndWrite & ~umask : item.Mode,
            });
        }
    }

    private string? Copy(ContainerFile content)
    {
        if (string.IsNullOrEmpty(content.SourcePath))
        {
            return null;
        }

        var name = Path.GetFileName(content.SourcePath);
        var folder = Directory.CreateDirectory(Path.Combine(outputFolder, service.Name)).FullName;
        File.Copy(content.SourcePath, Path.Combine(folder, name));
        return $"{service.Name}/{name}";
    }
}
