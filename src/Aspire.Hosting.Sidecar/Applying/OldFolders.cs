using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Images;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Applying;

/// <summary>
/// Gets what earlier runs have left in ephemeral volumes out of the way, whatever user has written it.
/// </summary>
/// <remarks>
/// Containers write as root or as users of their own, and what they have put into a folder of theirs this user cannot delete. But to rename the whole needs rights on its
/// parent only, which is ours. So old folders are put aside at once, and removed while the application runs: by this process, or by the engine where that has no right to.
/// </remarks>
internal sealed partial class OldFolders(IContainerEngine engine, SecurityLabels labels, ILogger<OldFolders> logger, Action<string> delete)
{
    /// <summary>Names of volumes do not begin like that.</summary>
    private const string Prefix = ".old-";
    private const string MountPath = "/old";

    public OldFolders(IContainerEngine engine, SecurityLabels labels, ILogger<OldFolders> logger)
        : this(engine, labels, logger, Delete)
    {
    }

    /// <summary>
    /// Renames the folder of a volume, or removes what is in its place.
    /// </summary>
    public static void PutAside(string folder)
    {
        // A volume could have been replaced by a link, which must not be followed to files that are not ours.
        if (new DirectoryInfo(folder).LinkTarget is not null)
        {
            Directory.Delete(folder);
        }
        else if (Directory.Exists(folder))
        {
            Directory.Move(folder, Path.Combine(Path.GetDirectoryName(folder)!, $"{Prefix}{Guid.NewGuid():N}"));
        }
        else
        {
            File.Delete(folder);
        }
    }

    /// <summary>
    /// Begins to remove all that was put aside, and returns at once. What is left when the application ends, a later run removes.
    /// </summary>
    public void BeginRemoval(PodPlan pod, IEnumerable<string> parents)
    {
        string[] old = [.. parents.SelectMany(parent => Directory.EnumerateDirectories(parent, $"{Prefix}*"))];
        if (old.Length > 0)
        {
            _ = Task.Run(() => RemoveAsync(pod, old, CancellationToken.None));
        }
    }

    internal async Task RemoveAsync(PodPlan pod, IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        List<string> left = [];
        var problem = "";
        foreach (var folder in folders)
        {
            if (TryDelete(folder) is { } reason && !await RemoveByEngineAsync(pod, folder, cancellationToken).ConfigureAwait(false))
            {
                left.Add(folder);
                problem = reason;
            }
        }

        if (left.Count > 0)
        {
            LogNotRemoved(SidecarDiagnostics.FolderNotRemoved(pod.Main.Name, left, problem));
        }
    }

    /// <summary>Returns what is in the way, or <see langword="null"/>.</summary>
    private string? TryDelete(string folder)
    {
        try
        {
            delete(folder);
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    /// <summary>What is not to be read can still be removed if it is empty.</summary>
    private static void Delete(string folder) => Directory.Delete(folder, recursive: !IsEmptyOrClosed(folder));

    private static bool IsEmptyOrClosed(string folder)
    {
        try
        {
            return !Directory.EnumerateFileSystemEntries(folder).Any();
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>
    /// Has root in a container delete what is in the folder: with the first image of the pod that is on this machine and has the program for it.
    /// </summary>
    private async Task<bool> RemoveByEngineAsync(PodPlan pod, string folder, CancellationToken cancellationToken)
    {
        var images = pod.Members.Prepend(pod.Main).Select(member => ImageReference.Of(member.Resource)?.ToString()).OfType<string>().Distinct();
        string[] security = labels.AreEnforced ? ["--security-opt", "label=disable"] : [];
        foreach (var image in images)
        {
            // The folder itself is a mount there and stays, which the program reports as an error: what it says is not asked.
            await engine.RunAsync(
                new(["run", "--rm", "--pull", "never", "--network", "none", "--user", "0", .. security, .. EngineOwner.Arguments,
                    "--mount", $"\"type=bind\",\"source={folder.Replace("\"", "\"\"", StringComparison.Ordinal)}\",\"target={MountPath}\"",
                    "--entrypoint", "rm", image, "-rf", MountPath]),
                cancellationToken).ConfigureAwait(false);
            if (TryDelete(folder) is null)
            {
                return true;
            }
        }

        return false;
    }

    [LoggerMessage(EventId = 35, Level = LogLevel.Warning, Message = "{Problem}")]
    private partial void LogNotRemoved(string problem);
}
