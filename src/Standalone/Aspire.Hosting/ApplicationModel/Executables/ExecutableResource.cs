using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program that runs as a process on the machine.</summary>
[DebuggerDisplay("{GetType().Name,nq} '{Name,nq}'")]
public class ExecutableResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IResourceWithProbes, IComputeResource
{
    /// <summary>Initializes an executable.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="command">The program: a path, or a name that is looked up.</param>
    /// <param name="workingDirectory">The folder in which it runs.</param>
    public ExecutableResource(string name, string command, string workingDirectory)
        : base(name)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(workingDirectory);

        Annotations.Add(new ExecutableAnnotation { Command = command, WorkingDirectory = workingDirectory });
    }

    /// <summary>Gets the program.</summary>
    public string Command => Executable.Command;

    /// <summary>Gets the folder in which it runs.</summary>
    public string WorkingDirectory => Executable.WorkingDirectory;

    private ExecutableAnnotation Executable
        => this.TryGetLastAnnotation<ExecutableAnnotation>(out var annotation)
            ? annotation
            : throw new InvalidOperationException($"Executable resource '{Name}' has lost its ExecutableAnnotation. Add one that names the command.");
}
