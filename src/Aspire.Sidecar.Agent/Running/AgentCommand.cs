using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Running;

/// <summary>What the program does with its command line: the first word names the job.</summary>
internal sealed class AgentCommand(AgentEnvironment environment, TextWriter output, TextWriter errors, TimeProvider timeProvider)
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int BadOptions = 2;

    private readonly Dictionary<string, Func<IAgentJob>> _jobs = new()
    {
        ["logging"] = () => new LoggingCommand(environment, output, timeProvider),
        ["monitoring"] = () => new MonitoringCommand(environment, output, timeProvider),
    };

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken stopping)
    {
        var job = arguments.Count > 0 && _jobs.TryGetValue(arguments[0], out var create) ? create() : null;
        if (arguments.Any(argument => argument is "--help" or "-h" or "-?"))
        {
            await output.WriteLineAsync(job is null ? Usage.Text(_jobs.Select(known => (known.Key, known.Value().Summary))) : Usage.Text(arguments[0], job.Summary, job.Options)).ConfigureAwait(false);
            return Success;
        }

        if (job is null)
        {
            var given = arguments.Count > 0 ? $"'{arguments[0]}' is not a job" : "There is no job on the command line";
            await errors.WriteLineAsync($"{given}: the first word must be {string.Join(" or ", _jobs.Keys.Select(name => $"'{name}'"))}; '--help' tells more.").ConfigureAwait(false);
            return BadOptions;
        }

        var problems = new List<string>();
        var level = job.Read([.. arguments.Skip(1)], problems);
        foreach (var problem in problems)
        {
            await errors.WriteLineAsync(problem).ConfigureAwait(false);
        }

        return problems.Count > 0 ? BadOptions : await RunJobAsync(job, level, stopping).ConfigureAwait(false);
    }

    // The logger writes from a thread of its own: when it is disposed of, everything is written, and the summary can be the last line.
    private async Task<int> RunJobAsync(IAgentJob job, LogLevel level, CancellationToken stopping)
    {
        string? summary = null;
        using (var factory = AgentConsole.Create(level))
        {
            var logger = factory.CreateLogger("Aspire.Sidecar.Agent");
            try
            {
                summary = await job.RunAsync(logger, stopping).ConfigureAwait(false);
            }
            catch (AgentException exception)
            {
                logger.Ends(exception.Message);
            }
            catch (Exception exception)
            {
                logger.Failed(exception);
            }
        }

        if (summary is null)
        {
            return Failure;
        }

        await output.WriteLineAsync(summary).ConfigureAwait(false);
        return Success;
    }
}
