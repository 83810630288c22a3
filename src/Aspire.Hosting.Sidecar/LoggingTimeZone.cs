using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>
/// Finds the zone in which a main writes times that name none.
/// </summary>
internal static class LoggingTimeZone
{
    private const string Variable = "TZ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The zone to name to the agent; <see langword="null"/> for that of this machine, in which processes are.</summary>
    public static async Task<string?> OfAsync(IResource main, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var given = await VariableOfAsync(main, execution, cancellationToken).ConfigureAwait(false);

        // As the C library reads it: a colon may stand in front, and what it cannot read means UTC.
        given = given?.TrimStart(':');
        return string.IsNullOrEmpty(given) ? main.IsContainer() ? "UTC" : null
            : LoggingSidecarOptionsCheck.IsZone(given) ? given : "UTC";
    }

    private static async Task<string?> VariableOfAsync(IResource main, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var context = new EnvironmentCallbackContext(execution, main, cancellationToken: patience.Token);
        foreach (var annotation in main.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            try
            {
                await annotation.Callback(context).WaitAsync(patience.Token).ConfigureAwait(false);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // What other variables need may not be there yet; the main itself would have said so.
            }
        }

        return context.EnvironmentVariables.TryGetValue(Variable, out var value) ? value switch
        {
            string text => text,
            IValueProvider provider => await provider.GetValueAsync(patience.Token).ConfigureAwait(false),
            _ => null,
        }
        : null;
    }
}
