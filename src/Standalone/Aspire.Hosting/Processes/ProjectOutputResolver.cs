using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Aspire.Hosting.Orchestrator;

namespace Aspire.Hosting.Processes;

/// <summary>
/// Finds what a project builds. For projects that the AppHost references the build has noted it in the AppHost's assembly; for
/// others MSBuild is asked, once.
/// </summary>
internal sealed class ProjectOutputResolver(DistributedApplicationOptions options)
{
    /// <summary>The key of the assembly metadata, followed by the full path of the project file. AppHost.targets writes it.</summary>
    internal const string MetadataKeyPrefix = "AspireProjectOutput:";

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _evaluated = new();

    public async Task<ProjectOutput> ResolveAsync(string resourceName, string projectPath, CancellationToken cancellationToken)
    {
        if (!File.Exists(projectPath))
        {
            throw new ResourceStartException($"The project of resource '{resourceName}', '{projectPath}', does not exist. Check the path given to AddProject.");
        }

        var assemblyPath = FindInMetadata(projectPath)
            ?? await _evaluated.GetOrAdd(projectPath, path => new Lazy<Task<string>>(() => EvaluateAsync(resourceName, path)))
                .Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!File.Exists(assemblyPath))
        {
            throw new ResourceStartException(
                $"The project of resource '{resourceName}' is not built: '{assemblyPath}' does not exist. Build it with 'dotnet build \"{projectPath}\"'.");
        }

        return ProjectOutput.Of(assemblyPath);
    }

    private string? FindInMetadata(string projectPath)
        => options.Assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == MetadataKeyPrefix + projectPath)?.Value;

    private static async Task<string> EvaluateAsync(string resourceName, string projectPath)
    {
        var startInfo = new ProcessStartInfo(RunningHost.DotnetPath, ["msbuild", projectPath, "-getProperty:TargetPath", "-nologo"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        using var process = Process.Start(startInfo) ?? throw new InvalidOperationException("The dotnet host could not be started.");
        var error = process.StandardError.ReadToEndAsync();
        var output = (await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false)).Trim();
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode != 0 || output.Length == 0)
        {
            throw new ResourceStartException(
                $"Cannot find out what the project of resource '{resourceName}', '{projectPath}', builds: {output} {await error.ConfigureAwait(false)}".TrimEnd());
        }

        return output;
    }
}
