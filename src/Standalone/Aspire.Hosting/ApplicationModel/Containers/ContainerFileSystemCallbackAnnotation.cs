using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Puts files into a container before it starts.</summary>
[DebuggerDisplay("{DestinationPath,nq}")]
public sealed class ContainerFileSystemCallbackAnnotation : IResourceAnnotation
{
    /// <summary>Gets the absolute path in the container.</summary>
    public required string DestinationPath { get; init; }

    /// <summary>Gets the user id of files without an owner of their own.</summary>
    /// <value>0, root, when <see langword="null"/>.</value>
    public int? DefaultOwner { get; init; }

    /// <summary>Gets the group id of files without a group of their own.</summary>
    /// <value>0, root, when <see langword="null"/>.</value>
    public int? DefaultGroup { get; init; }

    /// <summary>Gets or sets the permissions that files without permissions of their own do not get.</summary>
    public UnixFileMode? Umask { get; set; }

    /// <summary>Gets the callback that makes the files.</summary>
    public required Func<ContainerFileSystemCallbackContext, CancellationToken, Task<IEnumerable<ContainerFileSystemItem>>> Callback { get; init; }
}
