namespace Aspire.Hosting.Processes;

/// <summary>How to run what a project builds.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Arguments that come before those of the resource.</param>
internal sealed record ProjectOutput(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>The command that runs an assembly: the executable beside it if there is one, else the dotnet host.</summary>
    public static ProjectOutput Of(string assemblyPath)
    {
        var executable = Path.ChangeExtension(assemblyPath, OperatingSystem.IsWindows() ? ".exe" : null);

        return executable != assemblyPath && File.Exists(executable)
            ? new ProjectOutput(executable, [])
            : new ProjectOutput(RunningHost.DotnetPath, [assemblyPath]);
    }
}
