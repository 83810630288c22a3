#pragma warning disable ASPIREPIPELINES001 // What is logged outside of a pipeline step is not shown by the CLI.

using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// Collects errors, to be thrown together, and writes warnings to the log, each once. Environments are published side by side, so warnings may come at the same time.
/// </summary>
internal sealed partial class PublishReport(ILoggerFactory loggers)
{
    private const string Step = "report-sidecars";

    private readonly ILogger _logger = loggers.CreateLogger("Aspire.Hosting.Sidecar.Publishing");
    private readonly object _gate = new();
    private readonly List<string> _errors = [];
    private readonly HashSet<string> _warned = [];
    private List<string>? _early = [];

    /// <summary>
    /// Adds the step that writes the warnings of the time before all steps: <c>aspire publish</c> shows what a step logs, and nothing else.
    /// </summary>
    public static void AddTo(IDistributedApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PublishReport>();
        if (builder.ExecutionContext.IsPublishMode)
        {
            builder.Pipeline.AddStep(
                Step,
                context =>
                {
                    context.Services.GetRequiredService<PublishReport>().WriteEarlyWarnings();
                    return Task.CompletedTask;
                },
                requiredBy: new[] { WellKnownPipelineSteps.ProcessParameters, WellKnownPipelineSteps.Publish, WellKnownPipelineSteps.Deploy });
        }
    }

    public void Error(string message) => _errors.Add(message);

    public void Warn(string message)
    {
        lock (_gate)
        {
            if (!_warned.Add(message))
            {
                return;
            }

            if (_early is not null)
            {
                _early.Add(message);
                return;
            }
        }

        LogWarning(message);
    }

    /// <exception cref="DistributedApplicationException">There are errors; the message has all of them.</exception>
    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0)
        {
            WriteEarlyWarnings();
            throw new DistributedApplicationException(string.Join(Environment.NewLine, _errors.Distinct()));
        }
    }

    private void WriteEarlyWarnings()
    {
        List<string> early;
        lock (_gate)
        {
            early = _early ?? [];
            _early = null;
        }

        early.ForEach(LogWarning);
    }

    [LoggerMessage(EventId = 51, Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LogWarning(string warning);
}
