using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Sends a request to an address that may be known only at the time of the check.</summary>
internal sealed class HttpHealthCheck(HttpHealthCheck.AddressSource getAddress, int expectedStatusCode, Func<HttpClient> createClient) : IHealthCheck
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Gets the address, or says why there is none.</summary>
    public delegate ValueTask<(Uri? Uri, string? Problem)> AddressSource(CancellationToken cancellationToken);

    public static void Register(IServiceCollection services, string key, int expectedStatusCode, AddressSource getAddress)
    {
        // A check runs every few seconds: the log of its client would drown everything else.
        services.AddHttpClient(key).RemoveAllLoggers();
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            key,
            provider => new HttpHealthCheck(getAddress, expectedStatusCode, () => provider.GetRequiredService<IHttpClientFactory>().CreateClient(key)),
            failureStatus: null,
            tags: null));
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Uri? uri;
        try
        {
            (uri, var problem) = await getAddress(cancellationToken).ConfigureAwait(false);
            if (uri is null)
            {
                return HealthCheckResult.Unhealthy(problem);
            }
        }
#pragma warning disable CA1031 // Whatever keeps the address from being known makes the check fail, and the result says so.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "Failed to determine the URI for the health check.", exception);
        }

        return await RequestAsync(uri, context, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HealthCheckResult> RequestAsync(Uri uri, HealthCheckContext context, CancellationToken cancellationToken)
    {
        var shown = string.IsNullOrEmpty(uri.UserInfo) ? uri.ToString() : new UriBuilder(uri) { UserName = "", Password = "" }.Uri.ToString();
        try
        {
            using var client = createClient();
            client.Timeout = RequestTimeout;
            using var response = await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return (int)response.StatusCode == expectedStatusCode
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, $"Request to {shown} returned {(int)response.StatusCode} {response.StatusCode}");
        }
        catch (OperationCanceledException exception)
        {
            var message = cancellationToken.IsCancellationRequested ? $"Health check for {shown} was canceled" : $"Request to {shown} timed out";
            return new HealthCheckResult(context.Registration.FailureStatus, message, exception);
        }
        catch (HttpRequestException exception)
        {
            var message = exception.StatusCode is { } status ? $"Request to {shown} returned {(int)status} {status}" : $"Failed to connect to {shown}";
            return new HealthCheckResult(context.Registration.FailureStatus, message, exception);
        }
    }
}
