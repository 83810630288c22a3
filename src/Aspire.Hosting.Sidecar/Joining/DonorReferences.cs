using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Stands among the main's variables for all that its joined sidecars refer to, so that the orchestrator makes the tunnels that they need. It has no value, so the
/// main gets no variable.
/// </summary>
/// <remarks>
/// The orchestrator looks for references to endpoints of the host before it creates a container, in what it creates itself: the main, not the sidecars.
/// </remarks>
internal sealed partial class DonorReferences(IReadOnlyList<object> references) : IValueProvider, IValueWithReferences
{
    private const string Variable = "SIDECAR_REFERENCES";

    /// <summary>Callbacks may wait for something; the main must not wait with them for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public IEnumerable<object> References => references;

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => default;

    /// <summary>
    /// Adds the references of the sidecars to the main, evaluated anew at each of its starts.
    /// </summary>
    public static void Lend(IResource main, IReadOnlyCollection<JoinedSidecar> sidecars, DistributedApplicationModel model, ILogger logger) =>
        main.Annotations.Add(new EnvironmentCallbackAnnotation(async context =>
        {
            var references = await Task.WhenAll(sidecars.Select(sidecar => FindAsync(sidecar, context, logger))).ConfigureAwait(false);
            var dashboard = sidecars.Any(sidecar => sidecar.Resource.HasAnnotationOfType<OtlpExporterAnnotation>())
                ? model.Resources.Where(resource => resource.Name == TelemetryReceiver.Dashboard)
                : [];
            context.EnvironmentVariables[Variable] = new DonorReferences([.. references.SelectMany(found => found), .. dashboard]);
        }));

    private static async Task<IReadOnlyCollection<object>> FindAsync(JoinedSidecar sidecar, EnvironmentCallbackContext context, ILogger logger)
    {
        try
        {
            // Not with the main's token: the sidecar's start uses the answer.
            var values = await sidecar.Values.NextAsync(context.ExecutionContext, sidecar.Logger, CancellationToken.None)
                .WaitAsync(Patience, context.CancellationToken).ConfigureAwait(false);
            return [.. values.Arguments, .. values.Variables.Values];
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !context.CancellationToken.IsCancellationRequested)
        {
            // The sidecar's own start tells it to the user.
            LogUnknown(logger, exception, sidecar.Resource.Name);
            return [];
        }
    }

    [LoggerMessage(EventId = 60, Level = LogLevel.Debug, Message = "What '{Sidecar}' refers to is not known before it starts.")]
    private static partial void LogUnknown(ILogger logger, Exception exception, string sidecar);
}
