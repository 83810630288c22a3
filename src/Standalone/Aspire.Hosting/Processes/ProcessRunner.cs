using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestrator;
using Aspire.Hosting.Orchestrator.Endpoints;

namespace Aspire.Hosting.Processes;

/// <summary>Runs projects and executables as processes of this machine.</summary>
internal sealed class ProcessRunner(
    ProjectOutputResolver projects,
    WatchdogClient watchdog,
    DistributedApplicationExecutionContext executionContext,
    TimeProvider timeProvider) : IResourceRunner
{
    public string EndState => KnownResourceStates.Finished;

    public bool CanRun(IResource resource) => resource is ProjectResource or ExecutableResource;

    public async Task<IRunningResource> StartAsync(ResourceStart start, CancellationToken cancellationToken)
    {
        var command = await FindCommandAsync(start.Resource, cancellationToken).ConfigureAwait(false);
        var configuration = await ExecutionConfigurationBuilder.Create(start.Resource)
            .WithArgumentsConfig()
            .WithEnvironmentVariablesConfig()
            .BuildAsync(executionContext, start.Logger, cancellationToken).ConfigureAwait(false);
        if (configuration.Exception is { } exception)
        {
            throw new ResourceStartException($"The arguments and environment variables of resource '{start.Resource.Name}' could not be made: {exception.Message}", exception);
        }

        var templates = new TemplateSubstitution(start.Resource, start.Instance, start.Ports);
        (string Value, bool IsSensitive)[] arguments =
            [.. configuration.Arguments.Select(argument => (templates.Apply(argument.Value), argument.IsSensitive))];
        var environment = configuration.EnvironmentVariables.ToDictionary(variable => variable.Key, variable => templates.Apply(variable.Value));
        var spec = new ProcessSpec(
            FindProgram(start.Resource, command, environment),
            [.. command.Arguments, .. arguments.Select(argument => argument.Value)],
            command.WorkingDirectory,
            environment);
        await start.PublishAsync(snapshot => ProcessSnapshot.Describe(snapshot, start.Resource, spec, arguments)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        watchdog.EnsureStarted();
        var process = ChildProcess.Start(spec, watchdog.Run.For(start.Instance.Id), start.OnOutput, timeProvider);
        watchdog.Add(process.Identity);

        return new RunningProcess(process, watchdog);
    }

    private async Task<ProcessCommand> FindCommandAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (resource is ExecutableResource executable)
        {
            return new ProcessCommand(executable.Command, [], executable.WorkingDirectory);
        }

        var projectPath = resource.Annotations.OfType<IProjectMetadata>().LastOrDefault()?.ProjectPath
            ?? throw new ResourceStartException($"Resource '{resource.Name}' has no project. Add it with AddProject.");
        var output = await projects.ResolveAsync(resource.Name, projectPath, cancellationToken).ConfigureAwait(false);

        return new ProcessCommand(output.FileName, output.Arguments, Path.GetDirectoryName(projectPath)!);
    }

    private static string FindProgram(IResource resource, ProcessCommand command, Dictionary<string, string> environment)
    {
        if (!Directory.Exists(command.WorkingDirectory))
        {
            throw new ResourceStartException($"The working directory of resource '{resource.Name}', '{command.WorkingDirectory}', does not exist. Create it or change it.");
        }

        var searchPath = environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH");

        return ExecutableSearch.Find(command.FileName, command.WorkingDirectory, searchPath)
            ?? throw new ResourceStartException(
                $"The command '{command.FileName}' of resource '{resource.Name}' was not found. Install it, or give the path of an executable file.");
    }

    private sealed record ProcessCommand(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory);
}
