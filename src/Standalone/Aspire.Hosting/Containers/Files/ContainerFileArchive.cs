using System.Formats.Tar;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Containers.Files;

/// <summary>Packs files that a container gets before it starts, with the owners and modes that it will see.</summary>
internal sealed partial class ContainerFileArchive(ILogger logger, TimeProvider timeProvider)
{
    private const UnixFileMode AllRead = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode AllWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode AllExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode DefaultUmask = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Packs what one annotation asks for.</summary>
    public async Task<Stream> PackAsync(
        ContainerFileSystemCallbackAnnotation annotation, IEnumerable<ContainerFileSystemItem> items, CancellationToken cancellationToken)
    {
        var archive = new MemoryStream();
        var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            var target = new Target(writer, annotation);
            foreach (var item in items)
            {
                await AddAsync(target, annotation.DestinationPath.Trim('/'), item, cancellationToken).ConfigureAwait(false);
            }
        }

        archive.Position = 0;

        return archive;
    }

    private async Task AddAsync(Target target, string folder, ContainerFileSystemItem item, CancellationToken cancellationToken)
    {
        var path = folder.Length == 0 ? item.Name : $"{folder}/{item.Name}";
        if (item is ContainerDirectory directory)
        {
            await WriteAsync(target, Entry(target, TarEntryType.Directory, path, item, AllRead | AllWrite | AllExecute), cancellationToken).ConfigureAwait(false);
            foreach (var child in directory.Entries)
            {
                await AddAsync(target, path, child, cancellationToken).ConfigureAwait(false);
            }
        }
        else if (item is ContainerFileBase file)
        {
            await AddFileAsync(target, path, file, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AddFileAsync(Target target, string path, ContainerFileBase file, CancellationToken cancellationToken)
    {
        try
        {
            var content = file.SourcePath is { } source
                ? await File.ReadAllBytesAsync(source, cancellationToken).ConfigureAwait(false)
                : Encoding.UTF8.GetBytes(file.Contents ?? "");
            var entry = Entry(target, TarEntryType.RegularFile, path, file, AllRead | AllWrite);
            entry.DataStream = new MemoryStream(content);
            await WriteAsync(target, entry, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (file.ContinueOnError == true && exception is IOException or UnauthorizedAccessException)
        {
            LogLeftOut(path, exception.Message);
        }
    }

    private PaxTarEntry Entry(Target target, TarEntryType type, string path, ContainerFileSystemItem item, UnixFileMode defaultMode) => new(type, path)
    {
        Uid = item.Owner ?? target.Annotation.DefaultOwner ?? 0,
        Gid = item.Group ?? target.Annotation.DefaultGroup ?? 0,
        Mode = item.Mode != UnixFileMode.None ? item.Mode : defaultMode & ~(target.Annotation.Umask ?? DefaultUmask),
        ModificationTime = timeProvider.GetUtcNow(),
    };

    private static Task WriteAsync(Target target, TarEntry entry, CancellationToken cancellationToken)
        => target.Writer.WriteEntryAsync(entry, cancellationToken);

    private sealed record Target(TarWriter Writer, ContainerFileSystemCallbackAnnotation Annotation);

    [LoggerMessage(1, LogLevel.Warning, "The file '{Path}' is left out of the container: {Reason}")]
    private partial void LogLeftOut(string path, string reason);
}
