using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Telemetry;

/// <summary>
/// Sends what an exporter has for the dashboard to where the dashboard listens, which is known only when the orchestrator has begun, and not before it is ready.
/// </summary>
internal sealed class DashboardHandler(EndpointReference endpoint, ResourceNotificationService notifications) : DelegatingHandler(new HttpClientHandler())
{
    /// <summary>In which a dashboard starts, or does not. It is that of a whole export.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Uri? _address;

    /// <summary>The exporters of OpenTelemetry wait in a thread of their own.</summary>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Redirect(request, _address ??= FindAsync(cancellationToken).GetAwaiter().GetResult());
        return base.Send(request, cancellationToken);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Redirect(request, _address ??= await FindAsync(cancellationToken).ConfigureAwait(false));
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static void Redirect(HttpRequestMessage request, Uri address) => request.RequestUri = new Uri(address, request.RequestUri!.AbsolutePath);

    private async Task<Uri> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            await notifications.WaitForResourceHealthyAsync(endpoint.Resource.Name, cancellationToken).ConfigureAwait(false);
            return new Uri((await endpoint.GetValueAsync(cancellationToken).ConfigureAwait(false))!);
        }
        catch (DistributedApplicationException exception)
        {
            throw new HttpRequestException(exception.Message, exception);
        }
    }
}
