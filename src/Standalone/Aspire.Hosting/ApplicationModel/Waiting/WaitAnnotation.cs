using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes a resource wait for another one before it starts.</summary>
/// <param name="resource">The resource to wait for.</param>
/// <param name="waitType">What to wait for.</param>
/// <param name="exitCode">The exit code expected with <see cref="WaitType.WaitForCompletion"/>.</param>
[DebuggerDisplay("{WaitType} '{Resource.Name,nq}'")]
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>Gets the resource to wait for.</summary>
    public IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    /// <summary>Gets what to wait for.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>Gets what to do when the other resource fails.</summary>
    /// <value><see langword="null"/> for the default of the application.</value>
    public WaitBehavior? WaitBehavior { get; init; }

    /// <summary>Gets the exit code expected with <see cref="WaitType.WaitForCompletion"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
