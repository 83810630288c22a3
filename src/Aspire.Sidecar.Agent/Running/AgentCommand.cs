using Aspire.Sidecar.Agent.Logging;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Running;

/// <summary>What the program does with its command line.</summary>
internal sealed class AgentCommand(AgentEnvironment environment, TextWriter output, TextWriter errors, TimeProvider timeProvider)
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int BadOptions = 2;
    private const string Job = "logging";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken stopping)
    {
        if (arguments.Any(argument => argument is "--help" or "-h" or "-?"))
        {
            await output.WriteLineAsync(Usage.Text()).ConfigureAwait(false);
            return Success;
        }

        if (arguments.Count == 0 || arguments[0] != Job)
        {
            var given = arguments.Count > 0 ? $"'{arguments[0]}' is not a job" : "There is no job on the command line";
            await errors.WriteLineAsync($"{given}: the first word must be '{Job}'; '--help' tells more.").ConfigureAwait(false);
            return BadOptions;
        }

        var (options, otlp, problems) = Read([.. arguments.Skip(1)]);
        foreach (var problem in problems)
        {
            await errors.WriteLineAsync(problem).ConfigureAwait(false);
        }

        if (problems.Count > 0)
        {
            return BadOptions;
        }

        var summary = await RunJobAsync(options, otlp, stopping).ConfigureAwait(false);
        await output.WriteLineAsync(summary ?? "").ConfigureAwait(false);
        return summary is null ? Failure : Success;
    }

    private (LoggingOptions Options, OtlpOptions? Otlp, IReadOnlyList<string> Problems) Read(IReadOnlyList<string> arguments)
    {
        var (options, problems) = LoggingOptionsReader.Read(arguments, environment);
        if (options.Exporter == ExporterKind.Console || (options.Exporter == ExporterKind.Auto && !OtlpOptionsReader.IsConfigured(environment, OtlpSignal.Logs)))
        {
            return (options, null, problems);
        }

        var reader = new OtlpOptionsReader(environment, OtlpSignal.Logs);
        var otlp = reader.Read();
        return (options, otlp, [.. problems, .. reader.Problems]);
    }

    // The logger writes from a thread of its own: when it is disposed of, everything is written, and the summary can be the last line.
    private async Task<string?> RunJobAsync(LoggingOptions options, OtlpOptions? otlp, CancellationToken stopping)
    {
        using var factory = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(options.LogLevel)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Warning)
            .AddSimpleConsole(console => console.SingleLine = true));
        var logger = factory.CreateLogger("Aspire.Sidecar.Agent");
        try
        {
            return await new LoggingJob(options, otlp, environment, output, timeProvider, logger).RunAsync(stopping).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.Failed(exception);
            return null;
        }
    }
}
