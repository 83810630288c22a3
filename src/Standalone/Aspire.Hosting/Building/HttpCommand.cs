using System.Net.Http.Headers;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting;

/// <summary>Sends the request of a command and makes a result of the response.</summary>
internal sealed class HttpCommand
{
    private readonly EndpointReference _endpoint;
    private readonly string _path;
    private readonly HttpCommandOptions _options;
    private readonly HttpMethod _method;

    private HttpCommand(EndpointReference endpoint, string path, HttpCommandOptions options)
    {
        _endpoint = endpoint;
        _path = path;
        _options = options;
        _method = options.Method ??= HttpMethod.Post;
    }

    public string DefaultName => $"{_endpoint.Resource.Name}-{_endpoint.EndpointName}-http-{_method.Method.ToLowerInvariant()}-{_path}";

    public static HttpCommand Create(IServiceCollection services, EndpointReference endpoint, string path, HttpCommandOptions options)
    {
        services.AddHttpClient();
        options.UpdateState ??= context => context.ResourceSnapshot.State?.Text is { } state && (state == KnownResourceStates.Running || state == KnownResourceStates.RuntimeUnhealthy)
            ? ResourceCommandState.Enabled
            : ResourceCommandState.Disabled;
        return new HttpCommand(endpoint, path, options);
    }

    public async Task<ExecuteCommandResult> ExecuteAsync(ExecuteCommandContext context)
    {
        if (!_endpoint.IsAllocated)
        {
            return CommandResults.Failure("Endpoints are not yet allocated.");
        }

        var client = context.Services.GetRequiredService<IHttpClientFactory>().CreateClient(_options.HttpClientName ?? Options.DefaultName);
        if (_options.HttpClientName is null)
        {
            client.Timeout = Timeout.InfiniteTimeSpan;
        }

        try
        {
            using var request = new HttpRequestMessage(_method, new UriBuilder(_endpoint.Url) { Path = _path }.Uri);
            await PrepareAsync(context, client, request).ConfigureAwait(false);
            using var response = await client.SendAsync(request, context.CancellationToken).ConfigureAwait(false);
            return await MakeResultAsync(context, client, response).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (HttpRequestException exception)
        {
            return CommandResults.Failure(exception);
        }
    }

    private async Task PrepareAsync(ExecuteCommandContext context, HttpClient client, HttpRequestMessage request)
    {
        if (_options.PrepareRequest is { } prepare)
        {
            await prepare(new HttpCommandRequestContext
            {
                Services = context.Services,
                ResourceName = context.ResourceName,
                Endpoint = _endpoint,
                Arguments = context.Arguments,
                CancellationToken = context.CancellationToken,
                HttpClient = client,
                Request = request,
            }).ConfigureAwait(false);
        }
    }

    private async Task<ExecuteCommandResult> MakeResultAsync(ExecuteCommandContext context, HttpClient client, HttpResponseMessage response)
    {
        if (_options.GetCommandResult is { } getResult)
        {
            return await getResult(new HttpCommandResultContext
            {
                Services = context.Services,
                ResourceName = context.ResourceName,
                Endpoint = _endpoint,
                Arguments = context.Arguments,
                CancellationToken = context.CancellationToken,
                HttpClient = client,
                Response = response,
            }).ConfigureAwait(false);
        }

        var format = GetFormat(_options.ResultMode, response.Content.Headers.ContentType);
        var body = format is null ? "" : await response.Content.ReadAsStringAsync(context.CancellationToken).ConfigureAwait(false);
        return new ExecuteCommandResult
        {
            Success = response.IsSuccessStatusCode,
            Message = response.IsSuccessStatusCode ? null : $"Request failed with status code {response.StatusCode}",
            Data = body.Length == 0 ? null : new CommandResultData { Value = body, Format = format!.Value },
        };
    }

    private static CommandResultFormat? GetFormat(HttpCommandResultMode mode, MediaTypeHeaderValue? contentType) => mode switch
    {
        HttpCommandResultMode.Json => CommandResultFormat.Json,
        HttpCommandResultMode.Text => CommandResultFormat.Text,
        HttpCommandResultMode.Auto => InferFormat(contentType?.MediaType ?? ""),
        _ => null,
    };

    private static CommandResultFormat? InferFormat(string mediaType)
    {
        if (Is("application/json") || EndsWith("+json"))
        {
            return CommandResultFormat.Json;
        }

        return mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || Is("application/xml") || EndsWith("+xml") || Is("application/x-www-form-urlencoded")
            ? CommandResultFormat.Text
            : null;

        bool Is(string type) => mediaType.Equals(type, StringComparison.OrdinalIgnoreCase);
        bool EndsWith(string suffix) => mediaType.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);
    }
}
