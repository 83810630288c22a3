using Aspire.Sidecar.Agent.Monitoring;
using Aspire.Sidecar.Agent.Options;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Running;

/// <summary>The job 'monitoring'.</summary>
internal sealed class MonitoringCommand(AgentEnvironment environment, TextWriter output, TimeProvider timeProvider) : IAgentJob
{
    private MonitoringOptions? _options;
    private OtlpOptions? _otlp;

    public string Summary => "Scrapes metrics of the main resource, reports what its process uses, and probes its endpoints; all of it becomes OpenTelemetry metrics.";

    public IReadOnlyList<OptionDefinition> Options => MonitoringOptionNames.All;

    public LogLevel Read(IReadOnlyList<string> arguments, List<string> problems)
    {
        (_options, var found) = MonitoringOptionsReader.Read(arguments, environment);
        problems.AddRange(found);
        _otlp = Receiver.Read(_options.Exporter, OtlpSignal.Metrics, environment, problems);
        return _options.LogLevel;
    }

    public Task<string> RunAsync(ILogger logger, CancellationToken stopping) => new MonitoringJob(_options!, _otlp, environment, output, timeProvider, logger).RunAsync(stopping);
}
