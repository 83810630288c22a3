using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Checks the address of an external service and shows it as running.</summary>
internal static partial class ExternalServiceStart
{
    public static async Task RunAsync(ExternalServiceResource service, InitializeResourceEvent initialize, CancellationToken cancellationToken)
    {
        if (await ResolveAsync(service, initialize.Logger, cancellationToken).ConfigureAwait(false) is not { } uri)
        {
            await initialize.Notifications.PublishUpdateAsync(service, snapshot => snapshot with { State = KnownResourceStates.FailedToStart }).ConfigureAwait(false);
            return;
        }

        await initialize.Eventing.PublishAsync(new BeforeResourceStartedEvent(service, initialize.Services), cancellationToken).ConfigureAwait(false);
        var url = uri.ToString();
        await initialize.Notifications.PublishUpdateAsync(service, snapshot => snapshot with
        {
            Properties = snapshot.Properties.SetProperty(CustomResourceKnownProperties.Source, uri.Host),
            Urls = snapshot.Urls.Any(shown => shown.Url == url) ? snapshot.Urls : snapshot.Urls.Add(new UrlSnapshot(Name: null, url, IsInternal: false)),
            State = KnownResourceStates.Running,
        }).ConfigureAwait(false);
    }

    private static async Task<Uri?> ResolveAsync(ExternalServiceResource service, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            var (uri, problem) = await service.ResolveAsync(cancellationToken).ConfigureAwait(false);
            if (problem is not null)
            {
                LogInvalid(logger, service.UrlParameter?.Name, problem);
            }

            return uri;
        }
        catch (MissingParameterValueException exception)
        {
            LogMissing(logger, exception, service.UrlParameter?.Name);
            return null;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The value of URL parameter '{ParameterName}' is invalid: {Problem}")]
    private static partial void LogInvalid(ILogger logger, string? parameterName, string problem);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "URL parameter '{ParameterName}' has no value.")]
    private static partial void LogMissing(ILogger logger, Exception exception, string? parameterName);
}
