using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says what an executable resource runs.</summary>
[DebuggerDisplay("{Command,nq} in {WorkingDirectory,nq}")]
public sealed class ExecutableAnnotation : IResourceAnnotation
{
    /// <summary>Gets or sets the program: a path, or a name that is looked up.</summary>
    public required string Command { get; set; }

    /// <summary>Gets or sets the folder in which it runs.</summary>
    public required string WorkingDirectory { get; set; }
}
