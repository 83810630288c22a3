using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestrator;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Containers.Engine;

/// <summary>Finds the container engine to use: the configured one, else the first installed one that works.</summary>
internal sealed class ContainerEngineFinder(IConfiguration configuration, WatchdogClient watchdog, TimeProvider timeProvider)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(25);

    /// <summary>Finds the engine.</summary>
    /// <exception cref="ResourceStartException">There is none, or none works. The message says why, and what to do about it.</exception>
    public async Task<IContainerEngine> FindAsync(CancellationToken cancellationToken)
    {
        List<string> problems = [];
        foreach (var dialect in Candidates())
        {
            if (ExecutableSearch.Find(dialect.Name, Environment.CurrentDirectory, configuration["PATH"]) is not { } path)
            {
                continue;
            }

            var cli = new EngineCli(path, watchdog.Run);
            if (await CheckAsync(dialect, cli, cancellationToken).ConfigureAwait(false) is not { } problem)
            {
                return new ContainerEngine(dialect, cli);
            }

            problems.Add($"The container engine '{dialect.Name}' is installed but does not work: {problem} {dialect.Remedy}");
        }

        throw new ResourceStartException(problems.Count > 0 ? string.Join(' ', problems) : NotInstalled())
        {
            State = KnownResourceStates.RuntimeUnhealthy,
        };
    }

    private string? Configured => configuration.GetFirst("DcpPublisher:ContainerRuntime", "ASPIRE_CONTAINER_RUNTIME", "DOTNET_ASPIRE_CONTAINER_RUNTIME");

    private IReadOnlyList<EngineDialect> Candidates()
    {
        if (Configured is not { } configured)
        {
            return EngineDialect.All;
        }

        return EngineDialect.All.FirstOrDefault(dialect => string.Equals(dialect.Name, configured, StringComparison.OrdinalIgnoreCase)) is { } found
            ? [found]
            : throw new ResourceStartException(
                $"The setting ASPIRE_CONTAINER_RUNTIME is '{configured}', which is not a known container engine. Set it to '{EngineDialect.Docker.Name}' or '{EngineDialect.Podman.Name}'.")
            {
                State = KnownResourceStates.RuntimeUnhealthy,
            };
    }

    private string NotInstalled() => Configured is { } configured
        ? $"Containers cannot be run: the setting ASPIRE_CONTAINER_RUNTIME asks for the container engine '{configured}', which was not found on the search path. Install it, or remove the setting to use another one."
        : "Containers cannot be run: no container engine was found on the search path. Install Docker or Podman.";

    private async Task<string?> CheckAsync(EngineDialect dialect, EngineCli cli, CancellationToken cancellationToken)
    {
        var timeout = int.TryParse(configuration["DcpPublisher:DependencyCheckTimeout"], out var seconds) ? TimeSpan.FromSeconds(seconds) : DefaultTimeout;
        using var limit = new CancellationTokenSource(timeout, timeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var result = await cli.RunAsync(dialect.CheckArguments, both.Token).ConfigureAwait(false);

            return result.Succeeded ? null : Sentence(EngineException.From(result).Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return $"it did not answer within {timeout.TotalSeconds} s.";
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return Sentence(exception.Message);
        }
    }

    private static string Sentence(string text) => text.EndsWith('.') || text.EndsWith('?') ? text : text + ".";
}
