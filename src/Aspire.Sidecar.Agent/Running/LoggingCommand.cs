using Aspire.Sidecar.Agent.Logging;
using Aspire.Sidecar.Agent.Options;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Running;

/// <summary>The job 'logging'.</summary>
internal sealed class LoggingCommand(AgentEnvironment environment, TextWriter output, TimeProvider timeProvider) : IAgentJob
{
    private LoggingOptions? _options;
    private OtlpOptions? _otlp;

    public string Summary => "Follows log files of the main resource and sends their lines as OpenTelemetry log records.";

    public IReadOnlyList<OptionDefinition> Options => LoggingOptionNames.All;

    public LogLevel Read(IReadOnlyList<string> arguments, List<string> problems)
    {
        (_options, var found) = LoggingOptionsReader.Read(arguments, environment);
        problems.AddRange(found);
        _otlp = Receiver.Read(_options.Exporter, OtlpSignal.Logs, environment, problems);
        return _options.LogLevel;
    }

    public Task<string> RunAsync(ILogger logger, CancellationToken stopping) => new LoggingJob(_options!, _otlp, environment, output, timeProvider, logger).RunAsync(stopping);
}
